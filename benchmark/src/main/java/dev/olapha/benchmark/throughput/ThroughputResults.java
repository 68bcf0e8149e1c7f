package dev.olapha.benchmark.throughput;

import java.util.List;

/**
 * What a throughput run has measured.
 *
 * @param plan what it set out to measure
 * @param summaries computed from the samples
 * @param samples everything that was measured, in this order
 * @param disturbed what was set aside and taken again; in no summary
 */
record ThroughputResults(
        ThroughputPlan plan,
        List<Summary> summaries,
        List<Sample> samples,
        List<Sample> disturbed) {

    static ThroughputResults of(ThroughputPlan plan, List<Sample> samples, List<Sample> disturbed) {
        return new ThroughputResults(
                plan, Summary.of(samples), List.copyOf(samples), List.copyOf(disturbed));
    }
}
