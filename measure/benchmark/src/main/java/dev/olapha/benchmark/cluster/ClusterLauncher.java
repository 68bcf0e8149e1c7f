package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;

/** A way to run clusters. To be closed after the last of them. */
@FunctionalInterface
public interface ClusterLauncher extends AutoCloseable {

    /**
     * Starts a cluster with one JobManager and one TaskManager; returns when it can run queries.
     *
     * @throws BenchmarkException if it does not start; nothing of it is left then
     */
    BenchmarkCluster launch(ClusterSpec spec, int slots) throws InterruptedException;

    @Override
    default void close() {
        // Each cluster has all that is its own.
    }
}
