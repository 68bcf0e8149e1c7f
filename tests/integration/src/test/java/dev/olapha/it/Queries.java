package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.NoOpQuery;

import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static org.awaitility.Awaitility.await;

/** A client of a cluster, as Flink's own tools use one. */
final class Queries implements AutoCloseable {

    private static final long TIMEOUT_SECONDS = 60;

    private final RestClusterClient<String> client;

    private Queries(RestClusterClient<String> client) {
        this.client = client;
    }

    static Queries to(FlinkCluster cluster) throws Exception {
        return new Queries(
                new RestClusterClient<>(
                        Configuration.fromMap(cluster.clientConfig()), "test client"));
    }

    RestClusterClient<String> client() {
        return client;
    }

    JobID submit(JobGraph query) throws Exception {
        return client.submitJob(query).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Runs a query to its end and fails if it does not succeed. */
    void run(JobGraph query) throws Exception {
        result(submit(query)).toJobExecutionResult(Queries.class.getClassLoader());
    }

    void runNoOp(int parallelism) throws Exception {
        run(NoOpQuery.jobGraph(parallelism));
    }

    JobResult result(JobID jobId) throws Exception {
        return client.requestJobResult(jobId).get(TIMEOUT_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits until every task of the job runs. */
    void awaitRunning(JobID jobId) {
        await("job " + jobId + " to run")
                .atMost(Duration.ofSeconds(TIMEOUT_SECONDS))
                .until(
                        () ->
                                client
                                        .getJobDetails(jobId)
                                        .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                                        .getJobVertexInfos()
                                        .stream()
                                        .allMatch(
                                                vertex ->
                                                        vertex.getTasksPerState()
                                                                        .get(ExecutionState.RUNNING)
                                                                == vertex.getParallelism()));
    }

    @Override
    public void close() {
        client.close();
    }
}
