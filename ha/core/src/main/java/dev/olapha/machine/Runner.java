package dev.olapha.machine;

import dev.olapha.lifecycle.DaemonThreads;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Runs a {@link Machine}: events and alarms on the <em>mailbox</em> thread, which neither sends
 * anything nor calls anybody; requests on threads that may be stuck, each answered exactly once, by
 * its limit at the latest; calls to the listener on the <em>notification</em> thread, in order.
 *
 * <p>Whatever is thrown, an {@link Error} too, is told and ends no thread. If the machine itself
 * throws, what it had begun is given up, and a new one is started after a pause.
 *
 * <p>The public methods may be called by any thread.
 */
public final class Runner<Q, A, L> implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Runner.class);

    private static final Duration CLOSING = Duration.ofSeconds(2);

    /** A machine that throws at once would else throw in a loop. */
    private static final Duration BEFORE_RESTART = Duration.ofSeconds(5);

    private final Supplier<Machine<Q, A, L>> machines;
    private final Transport<Q, A> transport;
    private final L listener;
    private final LongSupplier nanoClock;
    private final Mailbox mailbox;
    private final Senders senders;
    private final Notifications notifications;

    /** Null before the start and after the machine has thrown. Mailbox thread only. */
    @Nullable private Running running;

    /**
     * @param purpose names the threads
     * @param machines each is used until it throws
     * @param listener called on the notification thread only
     * @param failures told on the notification thread of what was thrown; the work goes on
     * @param nanoClock must never go back
     */
    public Runner(
            String purpose,
            Supplier<Machine<Q, A, L>> machines,
            Transport<Q, A> transport,
            L listener,
            Consumer<Throwable> failures,
            LongSupplier nanoClock) {
        this.machines = machines;
        this.transport = transport;
        this.listener = listener;
        this.nanoClock = nanoClock;
        this.senders = new Senders(new DaemonThreads(purpose + "-request"));
        this.notifications =
                new Notifications(new DaemonThreads(purpose + "-notification"), failures);
        this.mailbox =
                new Mailbox(new DaemonThreads(purpose), nanoClock, this::onFailure, this::giveUp);
    }

    /** Begins; returns at once. */
    public void start() {
        mailbox.post(this::begin);
        mailbox.start();
    }

    /** Calls something on the notification thread, after what is to be called there already. */
    public void call(Runnable notification) {
        notifications.call(notification);
    }

    private void begin() {
        running = new Running(machines.get());
        running.take(Event.started());
    }

    private void onFailure(Throwable failure) {
        giveUp();
        notifications.fail(failure);
        mailbox.at(this, nanoClock.getAsLong() + BEFORE_RESTART.toNanos(), this::begin);
    }

    private void giveUp() {
        mailbox.cancelAll();
        if (running != null) {
            running.requests.giveUp();
            running.watches.giveUp();
            running = null;
        }
    }

    /**
     * Ends the machine, its requests and its watches. Waits 2 s at most until its threads have
     * ended, and not at all if one of them calls; a call that is stuck outlives it.
     */
    @Override
    public void close() {
        notifications.close();
        mailbox.close();
        senders.close();
        if (DaemonThreads.runThis()) {
            return;
        }
        final long end = System.nanoTime() + CLOSING.toNanos();
        try {
            mailbox.awaitEnd(CLOSING);
            senders.awaitEnd(end - System.nanoTime());
            notifications.awaitEnd(end - System.nanoTime());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A machine with all that it has begun, so that none of it can reach another. */
    private final class Running implements Action.Performer<Q, L> {

        private final Machine<Q, A, L> machine;
        private final Requests<Q, A> requests =
                new Requests<>(transport, senders, mailbox, notifications::fail, this::take);
        private final Watches<Q, A> watches =
                new Watches<>(transport, senders, mailbox, notifications::fail, this::take);

        /** Of the present turn. */
        private long now;

        private Running(Machine<Q, A, L> machine) {
            this.machine = machine;
        }

        private void take(Event<A> event) {
            if (running == this) {
                now = nanoClock.getAsLong();
                machine.on(event, now).forEach(action -> action.by(this));
            }
        }

        @Override
        public void send(long id, Q request, Duration limit) {
            requests.send(id, request, limit, now);
        }

        @Override
        public void watch(long id, Q request, Duration limit) {
            watches.open(id, request, limit, now);
        }

        @Override
        public void unwatch(long id) {
            watches.close(id);
        }

        @Override
        public void alarm(String name, long at) {
            mailbox.at(name, at, () -> take(Event.rang(name)));
        }

        @Override
        public void tell(Consumer<L> call) {
            notifications.call(() -> call.accept(listener));
        }

        @Override
        public void say(Action.Level level, String text) {
            switch (level) {
                case WARN:
                    LOG.warn(text);
                    break;
                case INFO:
                    LOG.info(text);
                    break;
                default:
                    LOG.debug(text);
            }
        }
    }
}
