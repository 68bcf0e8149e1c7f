package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

import java.util.concurrent.CompletableFuture;

/** A running cluster: one JobManager and one TaskManager in this JVM. */
public final class BenchmarkCluster {

    private final ClusterSpec spec;
    private final BoundedMiniCluster miniCluster;

    BenchmarkCluster(ClusterSpec spec, BoundedMiniCluster miniCluster) {
        this.spec = spec;
        this.miniCluster = miniCluster;
    }

    static MiniClusterConfiguration configuration(Configuration configuration, int slots) {
        return new MiniClusterConfiguration.Builder()
                .setConfiguration(configuration)
                .setNumTaskManagers(1)
                .setNumSlotsPerTaskManager(slots)
                .build();
    }

    public ClusterSpec spec() {
        return spec;
    }

    /**
     * Runs a query and waits for its result.
     *
     * @throws BenchmarkException if it fails
     */
    public void execute(JobGraph query) throws InterruptedException {
        try {
            miniCluster.executeJobBlocking(query);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new BenchmarkException(
                    "A query failed in mode " + spec.id() + ": " + rootCause(e) + ".", e);
        }
    }

    private static Throwable rootCause(Throwable failure) {
        return failure.getCause() == null ? failure : rootCause(failure.getCause());
    }

    CompletableFuture<Void> closeAsync() {
        return miniCluster.closeAsync();
    }
}
