package dev.olapha.benchmark.failover;

import java.util.List;

/** What a failover run has measured, in this order. */
record FailoverResults(FailoverPlan plan, List<FailoverSample> samples) {

    FailoverResults {
        samples = List.copyOf(samples);
    }
}
