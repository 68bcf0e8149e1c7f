package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.machine.Action;
import dev.olapha.machine.Event;
import dev.olapha.machine.Refusal;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Whether one reader is quiet, says what it cannot do, and holds nothing too much. All times are
 * the true ones.
 */
final class ReaderJudge {

    private static final long SECOND = 1_000_000_000L;

    /** After five requests of one kind that failed. */
    private static final int FEW = 5;

    private static final long SHORTEST_PAUSE = 2 * SECOND;

    private static final long WINDOW = 10 * SECOND;

    /** Five of each kind with growing pauses, and then one in two seconds. */
    private static final int MOST_IN_WINDOW = 24;

    /** A lease and a quarter, one request, and the longest of the usual pauses. */
    private static final long TOLD = 26 * SECOND;

    /** While nobody leads a watch that was heard is believed for a minute. */
    private static final long TOLD_IF_NOT_LED = 82 * SECOND;

    private static final long BETWEEN_WARNINGS = 60 * SECOND;

    private final Counters counters;
    private final Deque<Long> sent = new ArrayDeque<>();
    private final Failures reads = new Failures();
    private final Failures watches = new Failures();

    private boolean running;
    private long contactAt;

    /** As far as the reader has been told. */
    private boolean led = true;

    private boolean everKnown;

    /** Whether what was logged has not been taken back. */
    private boolean warned;

    private long warnedAt = -BETWEEN_WARNINGS * 2;

    ReaderJudge(Counters counters) {
        this.counters = counters;
    }

    void started(long now) {
        running = true;
        contactAt = now;
    }

    void woke(long now) {
        contactAt = Math.max(contactAt, now);
    }

    void happened(Event<PublishedRecords> event, long now) {
        switch (event.kind()) {
            case ANSWERED -> {
                everKnown = true;
                reads.succeeded();
                contact(event, now);
            }
            case OPENED -> {
                watches.succeeded();
                contact(event, now);
            }
            case CHANGED, HEARD -> contact(event, now);
            case REFUSED -> {
                reads.failed();
                count(event.refusal());
            }
            case ENDED -> {
                watches.failed();
                count(event.refusal());
            }
            default -> {}
        }
    }

    private void contact(Event<PublishedRecords> event, long now) {
        contactAt = now;
        if (event.answer() != null) {
            led = event.answer().isLed();
        }
    }

    private void count(Refusal refusal) {
        counters.count("refused: " + refusal.kind());
        if (refusal.text().startsWith("no answer")) {
            counters.count("given up at the limit");
        }
    }

    void sends(ObjectRequest request, long now) {
        final Failures kind = request.kind() == ObjectRequest.Kind.READ ? reads : watches;
        if (kind.inARow >= FEW && now - kind.sentAt < SHORTEST_PAUSE) {
            throw new Violation(
                    Rule.QUIET,
                    request.kind()
                            + " again after "
                            + (now - kind.sentAt) / 1_000_000
                            + " ms, "
                            + kind.inARow
                            + " have failed");
        }
        kind.sentAt = now;
        sent.add(now);
        while (now - sent.peek() > WINDOW) {
            sent.remove();
        }
        if (sent.size() > MOST_IN_WINDOW) {
            throw new Violation(Rule.QUIET, sent.size() + " requests in ten seconds");
        }
    }

    void said(Action.Level level, String text, long now) {
        if (level == Action.Level.INFO) {
            warned = false;
        }
        if (level == Action.Level.WARN) {
            if (text.contains("cannot be followed")) {
                warned = true;
                warnedAt = now;
            }
            counters.count("said: " + text.replaceAll("\\(.*\\)|'[^']*'|\\d+", "..."));
        }
    }

    /** Called every second of true time. */
    void checkTold(long now, boolean paused, boolean obstructed) {
        if (!running || paused) {
            return;
        }
        final long without = now - contactAt;
        final boolean said = warned || warnedAt >= contactAt - BETWEEN_WARNINGS;
        if (!said && without > (led ? TOLD : TOLD_IF_NOT_LED)) {
            throw new Violation(
                    Rule.TOLD, "nothing heard for " + without / SECOND + " s, and no line says so");
        }
        if (!everKnown && !obstructed && without > TOLD + 5 * SECOND) {
            throw new Violation(
                    Rule.TOLD, "nothing known for " + without / SECOND + " s, and nobody was told");
        }
    }

    /** At rest, once everything has settled. */
    void checkAtRest(long since) {
        final long late = sent.stream().filter(each -> each >= since).count();
        if (late > 1) {
            throw new Violation(Rule.QUIET, late + " requests at rest");
        }
    }

    void holds(int requests, int standing) {
        if (requests > 1 || standing > 1) {
            throw new Violation(
                    Rule.NOTHING_LEFT, requests + " requests and " + standing + " watches at once");
        }
    }

    private static final class Failures {
        private int inARow;
        private long sentAt;

        private void failed() {
            inARow++;
        }

        private void succeeded() {
            inARow = 0;
        }
    }
}
