package dev.olapha.query;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.flink.runtime.operators.coordination.CoordinationRequest;
import org.apache.flink.runtime.operators.coordination.CoordinationResponse;
import org.apache.flink.util.concurrent.FixedRetryStrategy;
import org.apache.flink.util.concurrent.FutureUtils;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/**
 * The job that a query has now, for what the query's protocol does not treat. Each request joins
 * the shared connection for its own duration, so a client that is kept for long keeps nothing open.
 * Thread-safe.
 */
final class PresentJob {

    private static final int MOST_TRIES = 300;
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Attempts attempts;
    private final LinePlans line;
    private final ConnectionSource connections;
    private final ClassLoader userCode;

    PresentJob(
            Attempts attempts, LinePlans line, ConnectionSource connections, ClassLoader userCode) {
        this.attempts = attempts;
        this.line = line;
        this.connections = connections;
        this.userCode = userCode;
    }

    JobID id() {
        return attempts.present();
    }

    CompletableFuture<JobStatus> status() {
        return patiently(client -> client.getJobStatus(id()));
    }

    CompletableFuture<Void> cancel() {
        return patiently(client -> client.cancel(id()).thenApply(acknowledged -> null));
    }

    CompletableFuture<Map<String, Object>> accumulators() {
        return patiently(client -> client.getAccumulators(id(), userCode));
    }

    CompletableFuture<CoordinationResponse> coordinate(
            String operator, CoordinationRequest request) {
        return once(client -> line.coordinate(client, id(), operator, request));
    }

    CompletableFuture<String> stopWithSavepoint(
            boolean advanceToEndOfEventTime,
            @Nullable String directory,
            SavepointFormatType format) {
        return once(
                client ->
                        client.stopWithSavepoint(id(), advanceToEndOfEventTime, directory, format));
    }

    CompletableFuture<String> triggerSavepoint(
            @Nullable String directory, SavepointFormatType format) {
        return once(client -> client.triggerSavepoint(id(), directory, format));
    }

    void reportHeartbeat(long expiry) {
        once(client -> client.reportHeartbeat(id(), expiry));
    }

    private <T> CompletableFuture<T> once(
            Function<RestClusterClient<?>, CompletableFuture<T>> request) {
        return connections.lease().with(request);
    }

    /** Again while no leader can be reached, as Flink's client does; the request must bear it. */
    private <T> CompletableFuture<T> patiently(
            Function<RestClusterClient<?>, CompletableFuture<T>> request) {
        return once(
                client ->
                        FutureUtils.retryWithDelay(
                                () -> request.apply(client),
                                new FixedRetryStrategy(MOST_TRIES, PAUSE),
                                Failures::leaveQuestionOpen,
                                QueryLoop.ofThisProcess().scheduler()));
    }
}
