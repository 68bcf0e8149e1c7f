package dev.olapha.profile.recording;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * How often durations of each size occurred, in classes whose upper limits grow by a quarter of a
 * power of two, so that what is read from it is at most 19 % too high. Thread-safe, without locks.
 */
final class DurationHistogram {

    private static final int CLASSES_PER_DOUBLING = 4;

    /** Up to 2^40 microseconds, which is twelve days. */
    private static final int CLASSES = 40 * CLASSES_PER_DOUBLING;

    private final AtomicLongArray counts = new AtomicLongArray(CLASSES);

    void add(long micros) {
        counts.incrementAndGet(classOf(micros));
    }

    /** Upper limit in microseconds, and how many durations were in that class; without zeros. */
    SortedMap<Long, Long> byUpperLimit() {
        final SortedMap<Long, Long> result = new TreeMap<>();
        for (int index = 0; index < CLASSES; index++) {
            final long count = counts.get(index);
            if (count > 0) {
                result.merge(upperLimit(index), count, Long::sum);
            }
        }
        return result;
    }

    private static int classOf(long micros) {
        if (micros <= 1) {
            return 0;
        }
        final double doublings = Math.log(micros) / Math.log(2);
        return Math.min(CLASSES - 1, (int) Math.ceil(doublings * CLASSES_PER_DOUBLING));
    }

    private static long upperLimit(int index) {
        return Math.round(Math.pow(2, (double) index / CLASSES_PER_DOUBLING));
    }
}
