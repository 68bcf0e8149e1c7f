package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cluster.Mode;

import java.util.List;

/**
 * What to do.
 *
 * @param queries that each cluster answers in all
 * @param clients that ask at the same time
 * @param failovers of each cluster that can, spread evenly over the queries
 * @param readings of each cluster, spread evenly over the queries; one more is taken at the start
 */
record SoakPlan(List<Mode> modes, int queries, int clients, int failovers, int readings) {

    int queriesBetweenReadings() {
        return Math.max(1, queries / readings);
    }

    /** Whether a failover follows a reading, counted from 1. */
    boolean failoverAfter(int reading) {
        return failovers > 0
                && reading < readings
                && reading * (failovers + 1) / readings
                        > (reading - 1) * (failovers + 1) / readings;
    }
}
