package dev.olapha.benchmark.throughput;

import java.util.List;
import java.util.Map;

/**
 * What a run under load has measured.
 *
 * @param plan what it set out to measure
 * @param workload what the workload was told
 * @param queries the queries' names; the n-th query of a sample's m-th client is the one at (n + m)
 *     modulo their number
 * @param summaries computed from the samples
 * @param samples everything that was measured, in this order
 * @param disturbed what was set aside and taken again; in no summary
 */
record ThroughputResults(
        ThroughputPlan plan,
        Map<String, Object> workload,
        List<String> queries,
        List<Summary> summaries,
        List<Sample> samples,
        List<Sample> disturbed) {

    static ThroughputResults of(
            ThroughputPlan plan, Workload workload, List<Sample> samples, List<Sample> disturbed) {
        return new ThroughputResults(
                plan,
                workload.details(),
                workload.queries(),
                Summary.of(samples),
                List.copyOf(samples),
                List.copyOf(disturbed));
    }
}
