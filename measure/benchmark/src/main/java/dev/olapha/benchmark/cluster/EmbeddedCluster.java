package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.runtime.jobgraph.JobGraph;

import java.util.List;
import java.util.concurrent.CompletableFuture;

/** One JobManager and one TaskManager in this JVM. */
final class EmbeddedCluster implements BenchmarkCluster {

    private final ClusterSpec spec;
    private final BoundedMiniCluster miniCluster;

    EmbeddedCluster(ClusterSpec spec, BoundedMiniCluster miniCluster) {
        this.spec = spec;
        this.miniCluster = miniCluster;
    }

    @Override
    public ClusterSpec spec() {
        return spec;
    }

    @Override
    public JobExecutionResult execute(JobGraph query) throws InterruptedException {
        try {
            return miniCluster.executeJobBlocking(query);
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw Failures.ofQuery(spec, e);
        }
    }

    @Override
    public void verifyAlive() {
        if (!miniCluster.isRunning()) {
            throw new BenchmarkException(
                    "The cluster of mode " + spec.id() + " has shut itself down.");
        }
    }

    @Override
    public List<Long> pids() {
        return List.of();
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        return miniCluster.closeAsync();
    }
}
