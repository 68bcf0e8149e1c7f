package dev.olapha.profile.recording;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Microseconds since 1970 that never run backwards within a process. Processes of one machine agree
 * to a fraction of a millisecond; between machines it is as good as their clocks are.
 */
final class ProcessClock {

    private final long epochMicros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
    private final long nanos = System.nanoTime();

    /** What {@link System#nanoTime()} said, as microseconds since 1970. */
    long toEpochMicros(long nanoTime) {
        return epochMicros + (nanoTime - nanos) / 1_000;
    }
}
