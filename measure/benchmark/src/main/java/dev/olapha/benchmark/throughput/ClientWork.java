package dev.olapha.benchmark.throughput;

import java.util.List;

/**
 * What one client did: one query after the other.
 *
 * @param latenciesMicros of its queries, in their order
 * @param seconds from its first query's start to its last one's result
 */
record ClientWork(List<Long> latenciesMicros, double seconds) {

    /** Exact even when the last query took long beyond the end of the round. */
    double queriesPerSecond() {
        return latenciesMicros.size() / seconds;
    }
}
