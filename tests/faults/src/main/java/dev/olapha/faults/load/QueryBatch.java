package dev.olapha.faults.load;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.observe.NamedDaemon;
import dev.olapha.faults.observe.Recorder;
import dev.olapha.testkit.process.NoOpQuery;

import org.apache.flink.client.program.rest.RestClusterClient;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Several clients that run short queries as fast as they can; only how many is recorded. */
public final class QueryBatch implements AutoCloseable {

    private static final int CLIENTS = 4;
    private static final long TIMEOUT_SECONDS = 60;

    private final Recorder recorder;
    private final RestClusterClient<String> client;
    private final ExecutorService threads =
            Executors.newFixedThreadPool(CLIENTS, new NamedDaemon("batch"));

    private QueryBatch(Recorder recorder, RestClusterClient<String> client) {
        this.recorder = recorder;
        this.client = client;
    }

    public static QueryBatch open(Recorder recorder, ClientSettings settings) throws Exception {
        return new QueryBatch(recorder, new RestClusterClient<>(settings.impatient(), "batch"));
    }

    /**
     * Runs queries until so many have succeeded.
     *
     * @throws java.util.concurrent.ExecutionException if as many have failed
     */
    public void run(int count) throws Exception {
        final AtomicInteger left = new AtomicInteger(count);
        final AtomicInteger failures = new AtomicInteger();
        final List<Future<?>> clients = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            clients.add(
                    threads.submit(
                            () -> {
                                while (left.getAndDecrement() > 0) {
                                    if (!succeeds() && failures.incrementAndGet() > count) {
                                        throw new IllegalStateException("Most queries fail");
                                    }
                                }
                                return null;
                            }));
        }
        for (Future<?> one : clients) {
            one.get();
        }
        recorder.record(
                EventType.NOTE,
                "batch",
                Map.of("text", "%d queries, %d of them failed".formatted(count, failures.get())));
    }

    private boolean succeeds() throws InterruptedException {
        try {
            return client.submitJob(NoOpQuery.jobGraph(1))
                    .thenCompose(client::requestJobResult)
                    .get(TIMEOUT_SECONDS, TimeUnit.SECONDS)
                    .isSuccess();
        } catch (java.util.concurrent.ExecutionException
                | java.util.concurrent.TimeoutException e) {
            return false;
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        client.close();
    }
}
