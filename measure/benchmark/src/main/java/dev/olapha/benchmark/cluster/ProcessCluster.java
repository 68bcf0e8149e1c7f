package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.client.JobExecutionException;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A cluster of real processes, and one REST client of Flink's own that all queries share. */
public final class ProcessCluster implements BenchmarkCluster {

    private static final long LOOK_MILLIS = 500;

    private final ClusterSpec spec;
    private final FlinkCluster flink;
    private final Path storage;
    private final RestClusterClient<String> client;

    ProcessCluster(ClusterSpec spec, FlinkCluster flink, Path storage) {
        this.spec = spec;
        this.flink = flink;
        this.storage = storage;
        try {
            this.client =
                    new RestClusterClient<>(Configuration.fromMap(flink.clientConfig()), "bench");
        } catch (Exception e) {
            flink.close();
            throw new IllegalStateException("No client can be made", e);
        }
    }

    @Override
    public ClusterSpec spec() {
        return spec;
    }

    /** Its processes. */
    public FlinkCluster flink() {
        return flink;
    }

    /** Where it keeps what shall survive; missing in a mode that keeps nothing. */
    public Path storage() {
        return storage;
    }

    @Override
    public JobExecutionResult execute(JobGraph query) throws InterruptedException {
        return execute(query, () -> {});
    }

    /**
     * Runs a query and waits for its result.
     *
     * @param accepted called on a thread of the client when the JobManager has taken the query with
     *     all its files
     * @throws BenchmarkException if it fails
     */
    public JobExecutionResult execute(JobGraph query, Runnable accepted)
            throws InterruptedException {
        final CompletableFuture<JobResult> result =
                client.submitJob(query)
                        .whenComplete((job, failure) -> accepted.run())
                        .thenCompose(client::requestJobResult);
        while (true) {
            try {
                return result.get(LOOK_MILLIS, TimeUnit.MILLISECONDS)
                        .toJobExecutionResult(ProcessCluster.class.getClassLoader());
            } catch (TimeoutException e) {
                // Flink's client goes on asking a dead JobManager for a minute.
                verifyAlive();
            } catch (ExecutionException e) {
                verifyAlive();
                throw Failures.ofQuery(spec, e.getCause());
            } catch (JobExecutionException | IOException | ClassNotFoundException e) {
                throw Failures.ofQuery(spec, e);
            }
        }
    }

    @Override
    public void verifyAlive() {
        flink.processes().stream()
                .filter(process -> !process.isAlive())
                .findFirst()
                .ifPresent(
                        process -> {
                            throw new BenchmarkException(
                                    "The process "
                                            + process.name()
                                            + " of mode "
                                            + spec.id()
                                            + " ended with exit code "
                                            + process.exitCode().orElse(-1)
                                            + " while it was measured.");
                        });
    }

    @Override
    public List<Long> pids() {
        return flink.processes().stream()
                .filter(FlinkProcess::isAlive)
                .map(FlinkProcess::pid)
                .toList();
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        return CompletableFuture.runAsync(
                () -> {
                    client.close();
                    flink.close();
                });
    }
}
