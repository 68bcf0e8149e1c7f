package dev.olapha.query;

import dev.olapha.query.protocol.Batch;
import dev.olapha.query.protocol.Outcome;
import dev.olapha.query.protocol.QueryProtocol;

import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.ProgramInvocationException;
import org.apache.flink.runtime.client.JobCancellationException;

import javax.annotation.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

/**
 * What the client of a query waits for. On the {@link QueryLoop} only, but for the status; futures
 * are completed on other threads, as whoever waits for them may take its time.
 */
final class AwaitingClient {

    private final Attempts attempts;

    /** By which the client knows the one sink that it sees. */
    private final String sinkVersion = UUID.randomUUID().toString();

    private final CompletableFuture<Void> taken = new CompletableFuture<>();
    private final List<CompletableFuture<JobExecutionResult>> results = new ArrayList<>();
    @Nullable private RowsRequest rows;
    @Nullable private EndedJob endedJob;
    private volatile JobStatus status = JobStatus.RUNNING;

    AwaitingClient(Attempts attempts) {
        this.attempts = attempts;
    }

    JobStatus status() {
        return status;
    }

    /** Completes when a leader has the query. */
    CompletableFuture<Void> taken() {
        return taken;
    }

    void waitFor(CompletableFuture<JobExecutionResult> result) {
        results.add(result);
    }

    boolean waitsForResult() {
        return !results.isEmpty();
    }

    void waitFor(RowsRequest request) {
        if (rows != null) {
            // Its reader was interrupted.
            rows.answer(sinkVersion, new Batch(rows.offset(), List.of()));
        }
        rows = request;
    }

    /** Null if nobody waits for rows. */
    @Nullable
    RowsRequest rows() {
        return rows;
    }

    void remember(EndedJob ended) {
        endedJob = ended;
    }

    /** Answers what can be answered now. */
    void tell(QueryProtocol query, long now) {
        if (rows != null) {
            final Batch batch = query.want(rows.offset(), now);
            if (!batch.rows().isEmpty() || query.outcome().isPresent()) {
                rows.answer(sinkVersion, batch);
                rows = null;
            }
        }
        query.outcome().ifPresent(outcome -> tellEnd(query, outcome, now));
    }

    private void tellEnd(QueryProtocol query, Outcome outcome, long now) {
        status = JobStatus.valueOf(outcome.kind().name());
        if (outcome.kind() == Outcome.Kind.FINISHED) {
            for (CompletableFuture<JobExecutionResult> result : results) {
                final Batch left = query.want(0, now);
                result.completeAsync(() -> resultWith(left));
            }
        } else {
            final Throwable cause = outcome.cause() == null ? cancelled() : outcome.cause();
            fail(cause);
        }
        results.clear();
    }

    /** Nothing else is to be expected. */
    void fail(Throwable cause) {
        if (status == JobStatus.RUNNING) {
            status = JobStatus.FAILED;
        }
        fail(taken, cause);
        results.forEach(result -> fail(result, cause));
        results.clear();
        if (rows != null) {
            rows.answer(sinkVersion, new Batch(rows.offset(), List.of()));
            rows = null;
        }
    }

    private JobExecutionResult resultWith(Batch left) {
        try {
            return endedJob.result(sinkVersion, left);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void fail(CompletableFuture<?> future, Throwable cause) {
        CompletableFuture.runAsync(() -> future.completeExceptionally(cause));
    }

    private Throwable cancelled() {
        return new ProgramInvocationException(
                "Job failed",
                attempts.present(),
                new JobCancellationException(attempts.present(), "Job was cancelled.", null));
    }
}
