package dev.olapha.query;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.jobgraph.OperatorID;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationRequestGateway;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;

import javax.annotation.Nullable;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What Flink sees of any other job, such as an INSERT: the job itself, over the shared connection.
 * Fits every line, as {@link QueryJobClient} does.
 */
final class ForwardingJobClient implements JobClient, CoordinationRequestGateway {

    private final RunningQuery query;
    private final PresentJob job;

    ForwardingJobClient(RunningQuery query, PresentJob job) {
        this.query = query;
        this.job = job;
    }

    @Override
    public JobID getJobID() {
        return job.id();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return job.status();
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return job.cancel();
    }

    /** Without Flink's pauses, which grow to 2 s. */
    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return query.result();
    }

    @Override
    public CompletableFuture<CoordinationResponse> sendCoordinationRequest(
            OperatorID operator, CoordinationRequest request) {
        return job.coordinate(operator.toHexString(), request);
    }

    /** For Flink 2.x. */
    public CompletableFuture<CoordinationResponse> sendCoordinationRequest(
            String operator, CoordinationRequest request) {
        return job.coordinate(operator, request);
    }

    @Override
    public CompletableFuture<Map<String, Object>> getAccumulators() {
        return job.accumulators();
    }

    @Override
    public CompletableFuture<String> stopWithSavepoint(
            boolean advanceToEndOfEventTime,
            @Nullable String directory,
            SavepointFormatType format) {
        return job.stopWithSavepoint(advanceToEndOfEventTime, directory, format);
    }

    @Override
    public CompletableFuture<String> triggerSavepoint(
            @Nullable String directory, SavepointFormatType format) {
        return job.triggerSavepoint(directory, format);
    }

    @Override
    public void reportHeartbeat(long expiry) {
        job.reportHeartbeat(expiry);
    }
}
