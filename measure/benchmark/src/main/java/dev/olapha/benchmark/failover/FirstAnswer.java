package dev.olapha.benchmark.failover;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.NoOpQuery;
import dev.olapha.testkit.process.QueryPace;

import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A client that sends queries, at the {@link QueryPace}, until one is answered. */
final class FirstAnswer implements AutoCloseable {

    private static final int WARM_UP_QUERIES = 20;

    private static final long LOOK_MILLIS = 10;

    private final RestClusterClient<String> client;
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger open = new AtomicInteger();
    private final QueryPace pace = new QueryPace();

    private FirstAnswer(RestClusterClient<String> client) {
        this.client = client;
    }

    /**
     * A client that has had answers from the cluster before, as have its TaskManagers then: they
     * live through a failover.
     *
     * @param limit for each of these answers
     */
    static FirstAnswer prepare(FlinkCluster cluster, Duration limit) throws Exception {
        final Map<String, String> settings = new HashMap<>(cluster.clientConfig());
        settings.put("rest.retry.max-attempts", "1");
        settings.put("rest.retry.delay", "100 ms");
        final FirstAnswer first =
                new FirstAnswer(
                        new RestClusterClient<>(Configuration.fromMap(settings), "first answer"));
        try {
            for (int query = 0; query < WARM_UP_QUERIES; query++) {
                first.query().get(limit.toSeconds(), TimeUnit.SECONDS);
            }
        } catch (Exception e) {
            first.close();
            throw e;
        }
        return first;
    }

    /** Sends from now on. */
    void begin() {
        thread.scheduleWithFixedDelay(this::send, 0, LOOK_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void send() {
        if (answered.isDone() || !pace.isDue(open.get())) {
            return;
        }
        pace.sent();
        open.incrementAndGet();
        query().whenComplete(
                        (success, failure) -> {
                            open.decrementAndGet();
                            if (failure == null && success) {
                                answered.complete(System.nanoTime());
                            }
                        });
    }

    /**
     * Fails, and does not throw, whatever the client does: a thrown error would end the sending.
     */
    private CompletableFuture<Boolean> query() {
        return CompletableFuture.completedFuture(1)
                .thenApply(NoOpQuery::jobGraph)
                .thenCompose(client::submitJob)
                .thenCompose(client::requestJobResult)
                .thenApply(result -> result.isSuccess());
    }

    /** The moment, by {@link System#nanoTime()}, of the first answer since the beginning. */
    CompletableFuture<Long> moment() {
        return answered;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        client.close();
    }
}
