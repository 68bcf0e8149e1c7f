package dev.olapha.benchmark.cluster;

import org.apache.flink.api.common.time.Time;
import org.apache.flink.runtime.dispatcher.MemoryExecutionGraphInfoStore;

/** What a JobManager keeps of finished queries, as jobs. */
final class FinishedQueries {

    private FinishedQueries() {}

    /** Keeps the newest. */
    // The only type that this Flink takes here.
    @SuppressWarnings("deprecation")
    static MemoryExecutionGraphInfoStore atMost(int count) {
        return new MemoryExecutionGraphInfoStore(Time.seconds(0), count, null, null);
    }
}
