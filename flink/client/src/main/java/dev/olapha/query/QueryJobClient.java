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
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationRequest;

import javax.annotation.Nullable;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * What Flink's {@code CollectResultFetcher} sees of a query whose rows are read here.
 *
 * <p>The fetcher asks for the status before each request, and takes any exception for the end; when
 * it is closed it asks for the status first, without a limit, and cancels only if there is no end.
 * So the status is answered from memory and never fails, and the waiting is done where rows are
 * asked for. When the status says FINISHED the result is in hand, as the fetcher gives it but 10 s.
 *
 * <p>Fits Flink 1.20, which names an operator by its id, and 2.x, which does so by its uid.
 */
final class QueryJobClient implements JobClient, CoordinationRequestGateway {

    private final RunningQuery query;
    private final PresentJob job;

    QueryJobClient(RunningQuery query, PresentJob job) {
        this.query = query;
        this.job = job;
    }

    /** Of the attempt that runs now: the one to cancel by its id. */
    @Override
    public JobID getJobID() {
        return job.id();
    }

    @Override
    public CompletableFuture<JobStatus> getJobStatus() {
        return CompletableFuture.completedFuture(query.status());
    }

    @Override
    public CompletableFuture<Void> cancel() {
        return query.cancel();
    }

    @Override
    public CompletableFuture<JobExecutionResult> getJobExecutionResult() {
        return query.result();
    }

    @Override
    public CompletableFuture<CoordinationResponse> sendCoordinationRequest(
            OperatorID operator, CoordinationRequest request) {
        return sendCoordinationRequest(operator.toHexString(), request);
    }

    /** For Flink 2.x. */
    public CompletableFuture<CoordinationResponse> sendCoordinationRequest(
            String operator, CoordinationRequest request) {
        return request instanceof CollectCoordinationRequest
                ? query.rows(operator, ((CollectCoordinationRequest) request).getOffset())
                : job.coordinate(operator, request);
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
