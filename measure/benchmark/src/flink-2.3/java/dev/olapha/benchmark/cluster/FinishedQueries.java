package dev.olapha.benchmark.cluster;

import org.apache.flink.runtime.dispatcher.MemoryArchivedApplicationStore;

import java.time.Duration;

/** What a JobManager keeps of finished queries, as applications. */
final class FinishedQueries {

    private FinishedQueries() {}

    /** Keeps the newest. */
    static MemoryArchivedApplicationStore atMost(int count) {
        return new MemoryArchivedApplicationStore(Duration.ZERO, count, null, null);
    }
}
