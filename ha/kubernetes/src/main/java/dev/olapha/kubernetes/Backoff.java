package dev.olapha.kubernetes;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The pauses between attempts that fail: twice as long each time up to a bound, and a little
 * different in every process, so that a thousand readers that lost the API server at one moment do
 * not come back at one moment. Not thread-safe.
 */
final class Backoff {

    /** By how much a pause may be longer than it must be. */
    private static final double JITTER = 0.25;

    private final Duration first;
    private final Duration longest;
    private Duration next;

    /**
     * @param longest without the random part, a quarter at most
     */
    Backoff(Duration first, Duration longest) {
        this.first = first;
        this.longest = longest;
        reset();
    }

    /** The next pause is the first again. */
    void reset() {
        next = first;
    }

    /** How long to wait before the next attempt. */
    Duration next() {
        final double factor = 1 + JITTER * ThreadLocalRandom.current().nextDouble();
        final Duration pause = Duration.ofNanos((long) (next.toNanos() * factor));
        final Duration doubled = next.multipliedBy(2);
        next = doubled.compareTo(longest) < 0 ? doubled : longest;
        return pause;
    }
}
