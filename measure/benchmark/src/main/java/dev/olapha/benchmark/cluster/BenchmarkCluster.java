package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.runtime.jobgraph.JobGraph;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A running cluster. Safe to use from several threads. */
public interface BenchmarkCluster {

    ClusterSpec spec();

    /**
     * Runs a query and waits for its result.
     *
     * @throws BenchmarkException if it fails
     */
    JobExecutionResult execute(JobGraph query) throws InterruptedException;

    /**
     * @throws BenchmarkException if it will answer no query any more
     */
    void verifyAlive();

    /** The processes of which it consists, besides this one. */
    List<Long> pids();

    /** Stops it. */
    CompletableFuture<Void> closeAsync();
}
