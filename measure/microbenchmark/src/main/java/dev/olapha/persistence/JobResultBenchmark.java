package dev.olapha.persistence;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.jobmaster.JobResult;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

import java.util.concurrent.TimeUnit;

/** What a query does with the store of results, by several threads at once. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class JobResultBenchmark {

    private final InMemoryJobResultStore store = new InMemoryJobResultStore(10_000);

    /** Asked for at its submission, stored, cleaned up. */
    @Benchmark
    public boolean wholeLife() {
        final JobID job = new JobID();
        final boolean known = store.hasJobResultEntryAsync(job).join();
        store.createDirtyResultAsync(
                        new JobResultEntry(
                                new JobResult.Builder().jobId(job).netRuntime(1).build()))
                .join();
        store.markResultAsCleanAsync(job).join();
        return known;
    }
}
