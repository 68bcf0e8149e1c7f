package dev.olapha.simulation;

import java.util.Map;
import java.util.TreeMap;

/** How often rare states were reached: a fault that never meets anything proves nothing. */
final class Counters {

    private final Map<String, Long> counts = new TreeMap<>();

    void count(String state) {
        counts.merge(state, 1L, Long::sum);
    }

    Map<String, Long> counts() {
        return counts;
    }
}
