package dev.olapha.benchmark.load;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.BenchmarkCluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Clients that ask queries, each as soon as the one before is answered. */
final class QueryLoad implements AutoCloseable {

    /** How long a query may take after the end of its round. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final long LOOK_MILLIS = 200;

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        final Thread thread = new Thread(task, "bench-client");
                        thread.setDaemon(true);
                        return thread;
                    });

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
        final List<Future<ClientWork>> futures = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            final int client = i;
            futures.add(threads.submit(() -> work(cluster, client, end)));
        }
        final List<ClientWork> work = new ArrayList<>();
        for (final Future<ClientWork> future : futures) {
            work.add(await(future, cluster, end + PATIENCE.toNanos()));
        }
        return work;
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

    private ClientWork await(Future<ClientWork> future, BenchmarkCluster cluster, long deadline)
            throws InterruptedException {
        while (true) {
            try {
                return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (ExecutionException e) {
                // If there is a reason behind the failure, it is the better message.
                verifyAlive(cluster);
                throw e.getCause() instanceof BenchmarkException
                        ? (BenchmarkException) e.getCause()
                        : new BenchmarkException("A client failed: " + e.getCause() + ".", e);
            } catch (TimeoutException e) {
                verifyAlive(cluster);
                if (System.nanoTime() > deadline) {
                    throw new BenchmarkException(
                            "A query in mode "
                                    + cluster.spec().id()
                                    + " has not ended "
                                    + PATIENCE.toSeconds()
                                    + " s after its round.",
                            e);
                }
            }
        }
    }

    private void verifyAlive(BenchmarkCluster cluster) {
        healthCheck.run();
        cluster.verifyAlive();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }
}
