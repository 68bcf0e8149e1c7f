package dev.olapha.simulation;

import java.util.HashMap;
import java.util.Map;

/**
 * What would be random: each draw follows from the seed and from what it decides, so that a
 * schedule with one fault less is the same schedule but for that fault.
 */
final class Draws {

    private final long seed;
    private final Map<String, Long> counts = new HashMap<>();

    Draws(long seed) {
        this.seed = seed;
    }

    /** From 0, inclusive, to 1; another one each time the same decision is asked for. */
    double next(String decision) {
        final long count = counts.merge(decision, 1L, Long::sum);
        return (mix(mix(seed) + mix(decision.hashCode()) + count) >>> 11) * 0x1.0p-53;
    }

    /** From the least, inclusive, to the most, exclusive. */
    long between(String decision, long least, long most) {
        return least + (long) (next(decision) * (most - least));
    }

    boolean happens(String decision, double probability) {
        return next(decision) < probability;
    }

    /** The finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom numbers). */
    private static long mix(long value) {
        long mixed = value + 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
