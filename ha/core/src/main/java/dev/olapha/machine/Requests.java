package dev.olapha.machine;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;

/**
 * The requests of one machine that have not been answered. On the mailbox thread, but for what is
 * sent.
 */
final class Requests<Q, A> {

    private final Transport<Q, A> transport;
    private final Senders senders;
    private final Mailbox mailbox;
    private final Consumer<Throwable> errors;
    private final Consumer<Event<A>> turn;
    private final Map<Long, Future<?>> outstanding = new HashMap<>();

    Requests(
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

    void send(long id, Q request, Duration limit, long now) {
        try {
            outstanding.put(id, senders.send(() -> exchange(id, request)));
            mailbox.at(
                    id,
                    now + limit.toNanos(),
                    () -> settle(id, Event.refused(id, Refusal.noAnswerWithin(limit))));
        } catch (RejectedExecutionException e) {
            mailbox.post(() -> turn.accept(Event.refused(id, Refusal.nobodyToSend())));
        }
    }

    /** On a request thread. */
    private void exchange(long id, Q request) {
        final Event<A> outcome = outcome(id, request);
        mailbox.post(() -> settle(id, outcome));
    }

    private Event<A> outcome(long id, Q request) {
        try {
            return Event.answered(id, transport.send(request));
        } catch (RefusedException e) {
            return Event.refused(id, e.refusal());
        } catch (Exception e) {
            return Event.refused(id, Refusal.of(Refusal.Kind.UNKNOWN, String.valueOf(e)));
        } catch (Throwable t) {
            errors.accept(t);
            return Event.refused(id, Refusal.of(Refusal.Kind.UNKNOWN, String.valueOf(t)));
        }
    }

    /** Of an answer and its limit the first is told, and the other finds nothing to settle. */
    private void settle(long id, Event<A> outcome) {
        final Future<?> request = outstanding.remove(id);
        if (request != null) {
            mailbox.cancel(id);
            request.cancel(true);
            turn.accept(outcome);
        }
    }

    /** No outcome is told any more. */
    void giveUp() {
        outstanding.values().forEach(request -> request.cancel(true));
        outstanding.clear();
    }
}
