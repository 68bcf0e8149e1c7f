package dev.olapha.testkit.process;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A time in which one JobManager believed that it led, by its own log. Its end is the revocation it
 * logged, or else the end of the process. Immutable.
 */
public final class Leadership {

    private final String process;
    private final String sessionId;
    private final Instant start;
    private final Optional<Instant> end;

    Leadership(String process, String sessionId, Instant start, Optional<Instant> end) {
        this.process = process;
        this.sessionId = sessionId;
        this.start = start;
        this.end = end;
    }

    /** The {@link FlinkProcess#name() name} of the JobManager. */
    public String process() {
        return process;
    }

    /** The leader session id, as logged. */
    public String sessionId() {
        return sessionId;
    }

    /** When the dispatcher was granted leadership, to the millisecond. */
    public Instant start() {
        return start;
    }

    /** When it was revoked or the process ended; nothing if it still leads. */
    public Optional<Instant> end() {
        return end;
    }

    /** For how long both believed that they led; zero if one ended before the other began. */
    public Duration overlap(Leadership other) {
        Instant now = Instant.now();
        Instant from = start.isAfter(other.start) ? start : other.start;
        Instant thisEnd = end.orElse(now);
        Instant otherEnd = other.end.orElse(now);
        Instant until = thisEnd.isBefore(otherEnd) ? thisEnd : otherEnd;
        return until.isAfter(from) ? Duration.between(from, until) : Duration.ZERO;
    }

    @Override
    public String toString() {
        return process
                + " led with session "
                + sessionId
                + " from "
                + start
                + end.map(instant -> " to " + instant).orElse(" on");
    }
}
