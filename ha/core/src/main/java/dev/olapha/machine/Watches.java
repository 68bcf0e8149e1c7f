package dev.olapha.machine;

import dev.olapha.machine.Transport.Stream;
import dev.olapha.machine.Transport.StreamListener;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/** The watches of one machine that stand or are being opened. On the mailbox thread. */
final class Watches<Q, A> {

    private final Transport<Q, A> transport;
    private final Senders senders;
    private final Mailbox mailbox;
    private final Consumer<Throwable> errors;
    private final Consumer<Event<A>> turn;
    private final Map<Long, Standing> standing = new HashMap<>();

    Watches(
            Transport<Q, A> transport,
            Senders senders,
            Mailbox mailbox,
            Consumer<Throwable> errors,
            Consumer<Event<A>> turn) {
        this.transport = transport;
        this.senders = senders;
        this.mailbox = mailbox;
        this.errors = errors;
        this.turn = turn;
    }

    void open(long id, Q request, Duration limit, long now) {
        final CompletableFuture<Stream> stream = new CompletableFuture<>();
        try {
            final Future<?> opening = senders.send(() -> open(id, request, stream));
            standing.put(id, new Standing(stream, opening));
            mailbox.at(id, now + limit.toNanos(), () -> end(id, Refusal.noAnswerWithin(limit)));
        } catch (RejectedExecutionException e) {
            mailbox.post(() -> turn.accept(Event.ended(id, Refusal.nobodyToSend())));
        }
    }

    /** On a request thread. */
    private void open(long id, Q request, CompletableFuture<Stream> stream) {
        try {
            stream.complete(transport.open(request, new Events(id)));
        } catch (RefusedException e) {
            mailbox.post(() -> end(id, e.refusal()));
        } catch (Exception e) {
            mailbox.post(() -> end(id, Refusal.of(Refusal.Kind.UNKNOWN, String.valueOf(e))));
        } catch (Throwable t) {
            errors.accept(t);
            mailbox.post(() -> end(id, Refusal.of(Refusal.Kind.UNKNOWN, String.valueOf(t))));
        }
    }

    private void end(long id, Refusal why) {
        if (close(id)) {
            turn.accept(Event.ended(id, why));
        }
    }

    /** Whether there was such a watch; nothing more is told of it. */
    boolean close(long id) {
        final Standing watch = standing.remove(id);
        if (watch != null) {
            mailbox.cancel(id);
            watch.close();
        }
        return watch != null;
    }

    /** Nothing is told any more. */
    void giveUp() {
        standing.values().forEach(Standing::close);
        standing.clear();
    }

    private static final class Standing {

        /** Completed by the thread that opens it. */
        private final CompletableFuture<Stream> stream;

        private final Future<?> opening;

        private Standing(CompletableFuture<Stream> stream, Future<?> opening) {
            this.stream = stream;
            this.opening = opening;
        }

        /** However late it opens, it is closed then. */
        private void close() {
            stream.thenAccept(Stream::close);
            opening.cancel(true);
        }
    }

    /** What a stream says, on the client's threads. */
    private final class Events implements StreamListener<A> {

        private final long id;

        private Events(long id) {
            this.id = id;
        }

        private void post(Event<A> event) {
            mailbox.post(
                    () -> {
                        if (standing.containsKey(id)) {
                            mailbox.cancel(id);
                            turn.accept(event);
                        }
                    });
        }

        @Override
        public void opened() {
            post(Event.opened(id));
        }

        @Override
        public void changed(A answer) {
            post(Event.changed(id, answer));
        }

        @Override
        public void heard() {
            post(Event.heard(id));
        }

        @Override
        public void ended(Refusal refusal) {
            mailbox.post(() -> end(id, refusal));
        }
    }
}
