package dev.olapha.faults.load;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.observe.Recorder;
import dev.olapha.testkit.process.BlockingQuery;
import dev.olapha.testkit.process.Deadline;

import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo.JobVertexDetailsInfo;

import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A query that runs until it is lost or withdrawn, and a client that waits for its result with
 * Flink's REST client as Flink configures it.
 */
public final class InFlightQuery implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(30);
    private static final String CLIENT = "waiting client";

    private final Recorder recorder;
    private final RestClusterClient<String> client;
    private final JobID job;
    private final CompletableFuture<Void> outcome;
    private volatile boolean withdrawn;

    private InFlightQuery(Recorder recorder, RestClusterClient<String> client, JobID job) {
        this.recorder = recorder;
        this.client = client;
        this.job = job;
        this.outcome =
                client.requestJobResult(job)
                        .handle(
                                (result, failure) -> {
                                    record(
                                            failure == null
                                                    ? Answer.of(result)
                                                    : Answer.of(failure));
                                    return null;
                                });
    }

    /**
     * Sends the query and returns when all its tasks run.
     *
     * @param tasks each takes a slot
     */
    public static InFlightQuery start(Recorder recorder, ClientSettings settings, int tasks)
            throws Exception {
        final RestClusterClient<String> client =
                new RestClusterClient<>(settings.patient(), CLIENT);
        final JobGraph query = BlockingQuery.jobGraph(tasks);
        final Map<String, String> id = Map.of("query", query.getJobID().toString());
        recorder.record(EventType.QUERY_SUBMITTED, CLIENT, id);
        final JobID job = client.submitJob(query).get(START.toMillis(), TimeUnit.MILLISECONDS);
        final InFlightQuery inFlight = new InFlightQuery(recorder, client, job);
        if (!Deadline.after(START).await(inFlight::runs)) {
            inFlight.close();
            throw new IllegalStateException("The query in flight does not run after " + START);
        }
        recorder.record(EventType.QUERY_RUNNING, CLIENT, id);
        return inFlight;
    }

    private boolean runs() {
        try {
            final Collection<JobVertexDetailsInfo> vertices =
                    client.getJobDetails(job).get(5, TimeUnit.SECONDS).getJobVertexInfos();
            // A job that is being initialized has no vertices yet.
            return !vertices.isEmpty()
                    && vertices.stream()
                            .allMatch(
                                    vertex ->
                                            vertex.getTasksPerState().get(ExecutionState.RUNNING)
                                                    == vertex.getParallelism());
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private void record(String answer) {
        recorder.record(
                withdrawn ? EventType.QUERY_WITHDRAWN : EventType.QUERY_FAILED,
                CLIENT,
                Map.of("query", job.toString(), "answer", answer));
    }

    /** Whether the client knows the outcome. */
    public boolean isDecided() {
        return outcome.isDone();
    }

    /**
     * Cancels the query if it still runs; returns when the client knows, or after 20 s. That a
     * query which nobody answers for cannot be cancelled is noted only: the checker judges that.
     */
    public void withdraw() throws InterruptedException {
        if (outcome.isDone()) {
            return;
        }
        withdrawn = true;
        try {
            client.cancel(job).get(10, TimeUnit.SECONDS);
            outcome.get(10, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            recorder.record(
                    EventType.NOTE,
                    CLIENT,
                    Map.of("text", "the query was not cancelled: " + Answer.of(e)));
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
