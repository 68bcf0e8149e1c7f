package dev.olapha.tpch.clients;

import java.util.stream.LongStream;

/** Percentiles by nearest rank: each is a value that was measured. Immutable. */
public final class Percentiles {

    private final long[] sorted;

    private Percentiles(long[] sorted) {
        this.sorted = sorted;
    }

    /**
     * @throws IllegalArgumentException if there are no values
     */
    public static Percentiles of(LongStream values) {
        final long[] sorted = values.sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("There is no value.");
        }
        return new Percentiles(sorted);
    }

    /**
     * The least value that is not exceeded by {@code percent} of all values.
     *
     * @param percent above 0, at most 100
     */
    public long at(double percent) {
        if (percent <= 0 || percent > 100) {
            throw new IllegalArgumentException("No percentile: " + percent);
        }
        return sorted[(int) Math.ceil(percent / 100 * sorted.length) - 1];
    }
}
