package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.BenchmarkCluster;
import dev.olapha.benchmark.cluster.ClosedLoop;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Clients that ask queries, each as soon as the one before is answered. */
final class QueryLoad implements AutoCloseable {

    /** How long a query may take after the end of its round. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ClosedLoop loop = new ClosedLoop();
    private final Workload workload;
    private final Runnable healthCheck;

    /**
     * @param healthCheck throws when no cluster will get an answer any more; called several times a
     *     second, as the cluster's own
     */
    QueryLoad(Workload workload, Runnable healthCheck) {
        this.workload = workload;
        this.healthCheck = healthCheck;
    }

    /**
     * Every client asks at least once and finishes what it has asked.
     *
     * @throws BenchmarkException if a query fails or does not end
     */
    List<ClientWork> run(BenchmarkCluster cluster, int clients, Duration length)
            throws InterruptedException {
        final long end = System.nanoTime() + length.toNanos();
        return loop.run(
                clients,
                client -> () -> work(cluster, client, end),
                () -> watch(cluster, end + PATIENCE.toNanos()));
    }

    private ClientWork work(BenchmarkCluster cluster, int client, long end)
            throws InterruptedException {
        final List<Long> latencies = new ArrayList<>();
        final long start = System.nanoTime();
        long before = start;
        final int queries = workload.queries().size();
        do {
            workload.ask(cluster, client, (client + latencies.size()) % queries);
            final long now = System.nanoTime();
            latencies.add(TimeUnit.NANOSECONDS.toMicros(now - before));
            before = now;
        } while (before < end);
        return new ClientWork(latencies, (before - start) / 1e9);
    }

    private void watch(BenchmarkCluster cluster, long deadline) {
        healthCheck.run();
        cluster.verifyAlive();
        if (System.nanoTime() > deadline) {
            throw new BenchmarkException(
                    "A query in mode "
                            + cluster.spec().id()
                            + " has not ended "
                            + PATIENCE.toSeconds()
                            + " s after its round.");
        }
    }

    @Override
    public void close() {
        loop.close();
    }
}
