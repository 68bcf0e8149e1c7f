package dev.olapha.benchmark.throughput;

import java.util.List;

/**
 * What a throughput run has measured.
 *
 * @param plan what it set out to measure
 * @param summaries computed from the samples
 * @param samples everything that was measured, in this order
 */
record ThroughputResults(ThroughputPlan plan, List<Summary> summaries, List<Sample> samples) {

    static ThroughputResults of(ThroughputPlan plan, List<Sample> samples) {
        return new ThroughputResults(plan, Summary.of(samples), List.copyOf(samples));
    }
}
