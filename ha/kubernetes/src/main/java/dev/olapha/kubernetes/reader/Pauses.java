package dev.olapha.kubernetes.reader;

import java.time.Duration;
import java.util.function.DoubleSupplier;

/**
 * The pauses between attempts that fail: twice as long each time, so that the sixth is the longest,
 * and a little different in every process, so that a thousand readers that lost the API server at
 * one moment do not come back at one moment.
 */
final class Pauses {

    private static final int DOUBLINGS = 4;

    /** By how much a time may be longer than it must be. */
    private static final double JITTER = 0.25;

    private final DoubleSupplier random;
    private int failures;

    /**
     * @param random from 0, inclusive, to 1
     */
    Pauses(DoubleSupplier random) {
        this.random = random;
    }

    /** The next pause is the first again. */
    void reset() {
        failures = 0;
    }

    /**
     * @param longest of the usual pauses
     * @param ceiling up to which they may grow further
     * @return nanoseconds
     */
    long next(Duration longest, Duration ceiling) {
        final double doubled = longest.toNanos() * Math.pow(2, failures - DOUBLINGS);
        failures++;
        return vary(Math.min(doubled, ceiling.toNanos()));
    }

    /** The time in nanoseconds, a little longer. */
    long vary(double nanos) {
        return (long) (nanos * (1 + JITTER * random.getAsDouble()));
    }
}
