package dev.olapha.machine;

import dev.olapha.lifecycle.DaemonThreads;
import dev.olapha.machine.Action.Level;
import dev.olapha.machine.Refusal.Kind;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import static org.assertj.core.api.Assertions.assertThat;

@Timeout(60)
class RunnerTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(30);

    private final Scripted machine = new Scripted();
    private final ScriptedTransport transport = new ScriptedTransport();
    private final BlockingQueue<Object> told = new LinkedBlockingQueue<>();
    private final BlockingQueue<Throwable> failures = new LinkedBlockingQueue<>();
    private final AtomicInteger machines = new AtomicInteger();
    private final Runner<String, String, Consumer<Object>> runner =
            new Runner<>(
                    "runner-test",
                    () -> {
                        machines.incrementAndGet();
                        return machine;
                    },
                    transport,
                    told::add,
                    failures::add,
                    System::nanoTime);

    @AfterEach
    void close() {
        transport.released.countDown();
        runner.close();
    }

    /** What the machine does at its start; then it only remembers what it hears. */
    private void start(List<Action<String, Consumer<Object>>> actions) {
        machine.atStart = actions;
        runner.start();
    }

    @Test
    void requestIsAnsweredOnce() throws Exception {
        start(List.of(Action.send(1, "hello", LONG)));

        assertThat(machine.next()).isEqualTo("STARTED");
        assertThat(machine.next()).isEqualTo("ANSWERED 1 hello");
        machine.assertNothingElse();
    }

    @Test
    void refusalIsToldByItsKind() throws Exception {
        start(List.of(Action.send(1, "refuse", LONG)));

        machine.next();
        assertThat(machine.next()).isEqualTo("REFUSED 1 NOT_ALLOWED (no)");
    }

    @Test
    void whatIsNoRefusalIsUnknown() throws Exception {
        start(List.of(Action.send(1, "break", LONG)));

        machine.next();
        assertThat(machine.next()).startsWith("REFUSED 1 UNKNOWN");
    }

    @Test
    void errorOfASenderIsToldAndAnswered() throws Exception {
        start(List.of(Action.send(1, "error", LONG)));

        machine.next();
        assertThat(machine.next()).startsWith("REFUSED 1 UNKNOWN");
        assertThat(failures.take()).isInstanceOf(NoClassDefFoundError.class);
    }

    /** The answer comes after the limit, and is not told. */
    @Test
    void limitIsTheAnswerIfNoneHasCome() throws Exception {
        start(List.of(Action.send(1, "wait deaf", SHORT)));

        machine.next();
        assertThat(machine.next()).isEqualTo("REFUSED 1 UNKNOWN (no answer within 100 ms)");
        transport.released.countDown();
        transport.finished.take();
        machine.assertNothingElse();
    }

    @Test
    void senderThatNeverReturnsDoesNotHoldTheNext() throws Exception {
        start(List.of(Action.send(1, "wait deaf", LONG), Action.send(2, "hello", LONG)));

        machine.next();
        assertThat(machine.next()).isEqualTo("ANSWERED 2 hello");
    }

    @Test
    void requestIsAnsweredAlsoIfAllSendersAreStuck() throws Exception {
        final List<Action<String, Consumer<Object>>> actions = new ArrayList<>();
        for (int id = 1; id <= 17; id++) {
            actions.add(Action.send(id, "wait deaf", LONG));
        }
        start(actions);

        machine.next();
        assertThat(machine.next()).isEqualTo("REFUSED 17 UNKNOWN (all request threads are stuck)");
    }

    /** A node that loses power: the connection stands, and nothing comes. */
    @Test
    void frozenSocketIsGivenUpAtTheLimitAndClosed() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            transport.port = silent.getLocalPort();
            start(List.of(Action.send(1, "socket", SHORT), Action.watch(2, "socket", SHORT)));

            machine.next();
            assertThat(List.of(machine.next(), machine.next()))
                    .containsExactlyInAnyOrder(
                            "REFUSED 1 UNKNOWN (no answer within 100 ms)",
                            "ENDED 2 UNKNOWN (no answer within 100 ms)");
            assertThat(transport.closed.take()).isEqualTo("socket");
            machine.assertNothingElse();
        }
    }

    @Test
    void watchTellsInOrderUntilItEnds() throws Exception {
        start(List.of(Action.watch(1, "one two end three", LONG)));

        machine.next();
        assertThat(List.of(machine.next(), machine.next(), machine.next(), machine.next()))
                .containsExactly(
                        "OPENED 1", "CHANGED 1 one", "CHANGED 1 two", "ENDED 1 GONE (over)");
        machine.assertNothingElse();
    }

    @Test
    void nothingIsToldOfAWatchThatWasGivenUp() throws Exception {
        start(List.of(Action.watch(1, "one two end", LONG), Action.unwatch(1)));

        machine.next();
        machine.assertNothingElse();
    }

    @Test
    void alarmOfOneNameRingsOnce() throws Exception {
        final long soon = System.nanoTime() + SHORT.toNanos();
        start(List.of(Action.alarm("wake", soon - SHORT.toNanos()), Action.alarm("wake", soon)));

        machine.next();
        assertThat(machine.next()).isEqualTo("RANG wake");
        assertThat(System.nanoTime() - soon).isNotNegative();
        machine.assertNothingElse();
    }

    @Test
    void whatIsDueGoesBeforeWhatHasArrived() throws Exception {
        final BlockingQueue<String> turns = new LinkedBlockingQueue<>();
        final CountDownLatch go = new CountDownLatch(1);
        final Mailbox mailbox =
                new Mailbox(
                        new DaemonThreads("mailbox-test"),
                        System::nanoTime,
                        failures::add,
                        () -> turns.add("end"));
        mailbox.post(
                () -> {
                    mailbox.at("limit", System.nanoTime(), () -> turns.add("limit"));
                    try {
                        go.await();
                    } catch (InterruptedException e) {
                        throw new AssertionError(e);
                    }
                });
        mailbox.post(() -> turns.add("answer"));
        mailbox.start();
        go.countDown();

        assertThat(turns.take()).isEqualTo("limit");
        assertThat(turns.take()).isEqualTo("answer");
        mailbox.close();
        assertThat(turns.take()).isEqualTo("end");
    }

    @Test
    void callsToTheListenerKeepTheirOrderAndOneThatThrowsIsTold() throws Exception {
        start(
                List.of(
                        Action.tell(listener -> listener.accept(1)),
                        Action.tell(
                                listener -> {
                                    throw new NoClassDefFoundError("as after a jar was replaced");
                                }),
                        Action.tell(listener -> listener.accept(2)),
                        Action.say(Level.DEBUG, "said")));

        assertThat(told.take()).isEqualTo(1);
        assertThat(failures.take()).isInstanceOf(NoClassDefFoundError.class);
        assertThat(told.take()).isEqualTo(2);
    }

    /** Nothing of the one that has thrown reaches the one that follows it. */
    @Test
    void machineThatThrowsIsToldGivenUpAndReplaced() throws Exception {
        machine.throwing = true;
        start(List.of(Action.watch(1, "open", LONG)));

        assertThat(failures.take()).isInstanceOf(StackOverflowError.class);
        assertThat(transport.closed.take()).isEqualTo("open");
        machine.throwing = false;
        machine.atStart = List.of();
        for (int starts = 0; starts < 2; ) {
            starts += machine.next().equals("STARTED") ? 1 : 0;
        }
        machine.assertNothingElse();
        assertThat(machines).hasValue(2);
    }

    @Test
    void closingEndsWatchesAndThreadsAndDoesNotWaitForAStuckSender() throws Exception {
        start(
                List.of(
                        Action.watch(1, "open", LONG),
                        Action.send(2, "wait deaf", LONG),
                        Action.send(3, "wait", LONG)));
        machine.next();
        assertThat(machine.next()).isEqualTo("OPENED 1");
        transport.deaf.take();

        runner.close();

        assertThat(transport.closed.take()).isEqualTo("open");
        assertThat(Thread.getAllStackTraces().keySet())
                .filteredOn(thread -> thread.getName().startsWith("olap-ha-runner-test"))
                .extracting(Thread::getName)
                .containsOnly("olap-ha-runner-test-request")
                .hasSizeLessThanOrEqualTo(1);
    }

    /** Remembers what it is told. */
    private static final class Scripted implements Machine<String, String, Consumer<Object>> {

        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private volatile List<Action<String, Consumer<Object>>> atStart = List.of();
        private volatile boolean throwing;

        @Override
        public List<Action<String, Consumer<Object>>> on(Event<String> event, long now) {
            if (throwing && event.kind() == Event.Kind.OPENED) {
                throw new StackOverflowError();
            }
            heard.add(event.toString());
            return event.kind() == Event.Kind.STARTED ? atStart : List.of();
        }

        private String next() throws InterruptedException {
            return heard.take();
        }

        private void assertNothingElse() throws InterruptedException {
            assertThat(heard.poll(200, TimeUnit.MILLISECONDS)).isNull();
        }
    }

    /** Does as the request says. */
    private static final class ScriptedTransport implements Transport<String, String> {

        private final CountDownLatch released = new CountDownLatch(1);
        private final BlockingQueue<String> deaf = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> finished = new LinkedBlockingQueue<>();
        private final BlockingQueue<String> closed = new LinkedBlockingQueue<>();
        private volatile int port;

        @Override
        public String send(String request) throws Exception {
            switch (request) {
                case "refuse":
                    throw new RefusedException(Refusal.of(Kind.NOT_ALLOWED, "no"), null);
                case "break":
                    throw new IOException("broken");
                case "error":
                    throw new NoClassDefFoundError("as after a jar was replaced");
                case "wait":
                    released.await();
                    break;
                case "wait deaf":
                    awaitWithoutHeedingInterrupts();
                    break;
                case "socket":
                    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        return exchange(socket);
                    }
                default:
            }
            finished.add(request);
            return request;
        }

        private void awaitWithoutHeedingInterrupts() {
            deaf.add("waits");
            while (released.getCount() > 0) {
                try {
                    released.await();
                } catch (InterruptedException e) {
                    // A token plugin that heeds nothing.
                }
            }
        }

        private static String exchange(Socket socket) throws IOException {
            final OutputStream out = socket.getOutputStream();
            out.write('?');
            final InputStream in = socket.getInputStream();
            return String.valueOf(in.read());
        }

        @Override
        public Stream open(String request, StreamListener<String> listener) throws Exception {
            if (request.equals("socket")) {
                final Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                return () -> close(socket);
            }
            listener.opened();
            for (String word : request.split(" ")) {
                if (word.equals("end")) {
                    listener.ended(Refusal.of(Kind.GONE, "over"));
                } else if (!word.equals("open")) {
                    listener.changed(word);
                }
            }
            return () -> closed.add(request);
        }

        private void close(Socket socket) {
            try {
                socket.close();
                closed.add("socket");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
