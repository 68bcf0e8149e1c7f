package dev.olapha.kubernetes;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * When something is due that is urgent at first and hardly ever later: after a first interval, then
 * after twice as long each time, up to a minute. Not thread-safe.
 */
final class GrowingInterval {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    private final Duration first;
    private final LongSupplier nanoTime;
    private Duration current;
    private long since;

    GrowingInterval(Duration first) {
        this(first, System::nanoTime);
    }

    GrowingInterval(Duration first, LongSupplier nanoTime) {
        this.first = first;
        this.nanoTime = nanoTime;
        restart();
    }

    /** From now on the first interval counts. */
    void restart() {
        current = first;
        since = nanoTime.getAsLong();
    }

    /** Whether the interval has passed; if so, the next one begins. */
    boolean passed() {
        if (nanoTime.getAsLong() - since < current.toNanos()) {
            return false;
        }
        final Duration doubled = current.multipliedBy(2);
        current = doubled.compareTo(LONGEST) < 0 ? doubled : LONGEST;
        since = nanoTime.getAsLong();
        return true;
    }
}
