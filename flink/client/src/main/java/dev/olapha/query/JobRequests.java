package dev.olapha.query;

import dev.olapha.query.protocol.Answer;
import dev.olapha.query.protocol.SinkRows;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.rest.messages.EmptyRequestBody;
import org.apache.flink.runtime.rest.messages.JobMessageParameters;
import org.apache.flink.runtime.rest.messages.job.JobExecutionResultHeaders;
import org.apache.flink.runtime.rest.messages.job.JobExecutionResultResponseBody;
import org.apache.flink.runtime.rest.messages.job.JobStatusInfoHeaders;
import org.apache.flink.runtime.rest.messages.queue.QueueStatus;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationRequest;
import org.apache.flink.streaming.api.operators.collect.CollectCoordinationResponse;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Single requests about a job, each sent once. Answers come on the REST client's threads. */
final class JobRequests {

    private final LinePlans line;
    private final RowsWay way;
    private final ClassLoader userCode;

    JobRequests(LinePlans line, RowsWay way, ClassLoader userCode) {
        this.line = line;
        this.way = way;
        this.userCode = userCode;
    }

    /** Asks for the result: either there is an answer or the job has ended. */
    void result(
            RestClusterClient<?> client,
            JobID job,
            Consumer<Answer> onAnswer,
            Consumer<EndedJob> onEnded) {
        final CompletableFuture<JobExecutionResultResponseBody> request =
                client.sendRequest(
                        JobExecutionResultHeaders.getInstance(),
                        about(job),
                        EmptyRequestBody.getInstance());
        request.thenApply(
                        body ->
                                body.getStatus().getId() == QueueStatus.Id.COMPLETED
                                        ? EndedJob.of(body.getJobExecutionResult(), way, userCode)
                                        : null)
                .whenComplete(
                        (ended, failure) -> {
                            if (failure != null) {
                                onAnswer.accept(Failures.ofQuestion(failure));
                            } else if (ended == null) {
                                onAnswer.accept(Answer.goingOn());
                            } else {
                                onEnded.accept(ended);
                            }
                        });
    }

    /** Asks for the state: either there is an answer or the result can be had. */
    void state(
            RestClusterClient<?> client, JobID job, Consumer<Answer> onAnswer, Runnable onEnded) {
        client.sendRequest(
                        JobStatusInfoHeaders.getInstance(),
                        about(job),
                        EmptyRequestBody.getInstance())
                .whenComplete(
                        (state, failure) -> {
                            if (failure != null) {
                                onAnswer.accept(Failures.ofQuestion(failure));
                            } else if (state.getJobStatus() == JobStatus.SUSPENDED) {
                                onAnswer.accept(
                                        Answer.notThere(
                                                new IllegalStateException(
                                                        "Job " + job + " is suspended.")));
                            } else if (state.getJobStatus().isGloballyTerminalState()) {
                                onEnded.run();
                            } else {
                                onAnswer.accept(Answer.goingOn());
                            }
                        });
    }

    /**
     * Asks the job's sink for rows; whatever fails, there are none, and the next question tells
     * why.
     */
    void rows(
            RestClusterClient<?> client,
            JobID job,
            String operator,
            String version,
            long offset,
            Consumer<Answer> onAnswer) {
        line.coordinate(client, job, operator, new CollectCoordinationRequest(version, offset))
                .thenApply(
                        response -> {
                            try {
                                return Answer.rows(
                                        CollectedRows.of(
                                                (CollectCoordinationResponse) response, offset));
                            } catch (IOException e) {
                                throw new java.io.UncheckedIOException(e);
                            }
                        })
                .whenComplete(
                        (rows, failure) ->
                                onAnswer.accept(failure == null ? rows : noRows(version, offset)));
    }

    static Answer noRows(String version, long offset) {
        return Answer.rows(new SinkRows(version, offset, List.of()));
    }

    /**
     * @param onDone called if nothing is left to cancel
     */
    void cancel(RestClusterClient<?> client, JobID job, Runnable onDone) {
        client.cancel(job)
                .whenComplete(
                        (done, failure) -> {
                            if (failure == null || Failures.saysThatJobHasEnded(failure)) {
                                onDone.run();
                            }
                        });
    }

    private static JobMessageParameters about(JobID job) {
        final JobMessageParameters parameters = new JobMessageParameters();
        parameters.jobPathParameter.resolve(job);
        return parameters;
    }
}
