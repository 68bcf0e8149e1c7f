package dev.olapha.benchmark.failover;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.NoOpQuery;

import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Sends a query every 300 ms until one is answered: Flink's client asks for a result at intervals
 * that grow, so a single query would learn late that the cluster is back.
 */
final class FirstAnswer implements AutoCloseable {

    private static final long PERIOD_MILLIS = 300;

    private final RestClusterClient<String> client;
    private final CompletableFuture<Long> answered = new CompletableFuture<>();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    private FirstAnswer(RestClusterClient<String> client) {
        this.client = client;
    }

    /** Begins at once. */
    static FirstAnswer of(FlinkCluster cluster) throws Exception {
        final Map<String, String> settings = new HashMap<>(cluster.clientConfig());
        settings.put("rest.retry.max-attempts", "1");
        settings.put("rest.retry.delay", "100 ms");
        final FirstAnswer first =
                new FirstAnswer(
                        new RestClusterClient<>(Configuration.fromMap(settings), "first answer"));
        first.thread.scheduleAtFixedRate(first::send, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
        return first;
    }

    private void send() {
        if (answered.isDone()) {
            return;
        }
        client.submitJob(NoOpQuery.jobGraph(1))
                .thenCompose(client::requestJobResult)
                .thenAccept(
                        result -> {
                            if (result.isSuccess()) {
                                answered.complete(System.nanoTime());
                            }
                        });
    }

    /** The moment, by {@link System#nanoTime()}, of the first answer. */
    CompletableFuture<Long> moment() {
        return answered;
    }

    @Override
    public void close() {
        thread.shutdownNow();
        client.close();
    }
}
