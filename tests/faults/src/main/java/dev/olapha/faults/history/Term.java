package dev.olapha.faults.history;

import java.time.Duration;
import java.util.Optional;

/**
 * A time in which one process believed that it led.
 *
 * @param end when it gave up or ended; nothing if it led to the end of the history
 */
public record Term(
        String process, String session, long epoch, Duration start, Optional<Duration> end) {

    /** For how long both lasted. */
    public Duration overlap(Term other, Duration historyEnd) {
        final Duration from = start.compareTo(other.start) > 0 ? start : other.start;
        final Duration thisEnd = end.orElse(historyEnd);
        final Duration otherEnd = other.end.orElse(historyEnd);
        final Duration until = thisEnd.compareTo(otherEnd) < 0 ? thisEnd : otherEnd;
        return until.compareTo(from) > 0 ? until.minus(from) : Duration.ZERO;
    }

    boolean coversStrictly(Duration moment) {
        return start.compareTo(moment) <= 0
                && end.map(last -> last.compareTo(moment) > 0).orElse(true);
    }
}
