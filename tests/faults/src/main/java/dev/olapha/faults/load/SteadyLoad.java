package dev.olapha.faults.load;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.observe.NamedDaemon;
import dev.olapha.faults.observe.Recorder;
import dev.olapha.testkit.process.NoOpQuery;
import dev.olapha.testkit.process.QueryPace;

import org.apache.flink.api.common.JobID;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobmaster.JobResult;

import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A client that sends a short query again and again, over Flink's REST client: the next one as soon
 * as the last has its outcome, or at the {@link QueryPace} while it has none.
 */
public final class SteadyLoad implements AutoCloseable {

    private static final long PERIOD_MILLIS = 50;

    private final String name = "load";
    private final Recorder recorder;
    private final RestClusterClient<String> client;
    private final AtomicInteger open = new AtomicInteger();
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(new NamedDaemon(name));

    private volatile boolean stopped = true;
    // Written and read by the load's thread only, but for the answer to the last query.
    private CompletableFuture<?> last = CompletableFuture.completedFuture(null);
    private final QueryPace pace = new QueryPace();

    public SteadyLoad(Recorder recorder, ClientSettings settings) throws Exception {
        this.recorder = recorder;
        this.client = new RestClusterClient<>(settings.impatient(), name);
        thread.scheduleWithFixedDelay(this::next, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Sends queries from now on. */
    public void resume() {
        stopped = false;
    }

    /** Sends no more. */
    public void stop() {
        stopped = true;
    }

    /** How many queries have no outcome yet. */
    public int open() {
        return open.get();
    }

    private void next() {
        if (stopped || !(last.isDone() || pace.isDue(open.get()))) {
            return;
        }
        pace.sent();
        final JobGraph query = NoOpQuery.jobGraph(1);
        open.incrementAndGet();
        last = send(query).whenComplete((ignored, failure) -> open.decrementAndGet());
    }

    private CompletableFuture<Void> send(JobGraph query) {
        final String id = query.getJobID().toString();
        recorder.record(EventType.QUERY_SUBMITTED, name, Map.of("query", id));
        final CompletableFuture<JobID> submission;
        try {
            submission = client.submitJob(query);
        } catch (RuntimeException e) {
            failed(id, e);
            return CompletableFuture.completedFuture(null);
        }
        return submission
                .thenCompose(
                        accepted -> {
                            recorder.record(EventType.QUERY_ACCEPTED, name, Map.of("query", id));
                            return client.requestJobResult(accepted);
                        })
                .handle(
                        (result, failure) -> {
                            if (failure != null) {
                                failed(id, failure);
                            } else {
                                answered(id, result);
                            }
                            return null;
                        });
    }

    private void answered(String id, JobResult result) {
        if (result.isSuccess()) {
            recorder.record(EventType.QUERY_FINISHED, name, Map.of("query", id));
        } else {
            recorder.record(
                    EventType.QUERY_FAILED, name, Map.of("query", id, "answer", Answer.of(result)));
        }
    }

    private void failed(String id, Throwable failure) {
        recorder.record(
                EventType.QUERY_FAILED, name, Map.of("query", id, "answer", Answer.of(failure)));
    }

    @Override
    public void close() {
        stopped = true;
        thread.shutdownNow();
        client.close();
    }
}
