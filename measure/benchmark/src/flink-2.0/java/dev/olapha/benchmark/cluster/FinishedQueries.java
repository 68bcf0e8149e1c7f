package dev.olapha.benchmark.cluster;

import org.apache.flink.runtime.dispatcher.MemoryExecutionGraphInfoStore;

import java.time.Duration;

/** What a JobManager keeps of finished queries, as jobs. */
final class FinishedQueries {

    private FinishedQueries() {}

    /** Keeps the newest. */
    static MemoryExecutionGraphInfoStore atMost(int count) {
        return new MemoryExecutionGraphInfoStore(Duration.ZERO, count, null, null);
    }
}
