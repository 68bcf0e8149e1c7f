package dev.olapha.benchmark.cluster;

import java.time.Duration;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Supplier;

/**
 * The time without a request after which a cluster has tidied up. It does that when its clients
 * already have their results, and with a storage far away it takes seconds. What came after the
 * wait would be counted, and felt, in the measurement of the next cluster.
 */
final class Lull {

    private static final Duration LOOK = Duration.ofMillis(200);

    /** Flink's clean-up asks its storage so often between two requests to ZooKeeper. */
    private static final int STORAGE_OPERATIONS = 40;

    private static final Duration LONGEST = Duration.ofSeconds(3);

    private final Duration length;

    private Lull(Duration length) {
        this.length = length;
    }

    /** After queries of a cluster so far from its servers and its storage. */
    static Lull at(Distance distance) {
        final Duration length =
                distance.coordination()
                        .plus(distance.storage())
                        .multipliedBy(STORAGE_OPERATIONS)
                        .plus(LOOK);
        return new Lull(length.compareTo(LONGEST) < 0 ? length : LONGEST);
    }

    /**
     * Waits for it.
     *
     * @param counts what a server was asked so far
     * @param isQuiet whether next to nothing was asked between two such counts
     * @return the count then; nothing if there was no lull by the timeout
     */
    <T> Optional<T> await(Supplier<T> counts, BiPredicate<T, T> isQuiet, Duration timeout)
            throws InterruptedException {
        final long start = System.nanoTime();
        long since = start;
        T before = counts.get();
        while (System.nanoTime() - start < timeout.toNanos()) {
            Thread.sleep(LOOK.toMillis());
            final T now = counts.get();
            if (!isQuiet.test(before, now)) {
                since = System.nanoTime();
            } else if (System.nanoTime() - since >= length.toNanos()) {
                return Optional.of(now);
            }
            before = now;
        }
        return Optional.empty();
    }
}
