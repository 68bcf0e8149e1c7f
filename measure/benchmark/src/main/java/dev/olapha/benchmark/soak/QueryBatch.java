package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.ProcessCluster;
import dev.olapha.testkit.process.NoOpQuery;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/** A number of queries, shared by clients. */
final class QueryBatch {

    /** Since the last query of any client was answered. */
    private static final long PATIENCE_SECONDS = 120;

    private final ProcessCluster cluster;
    private final AtomicInteger left;
    private final int clients;

    QueryBatch(ProcessCluster cluster, int queries, int clients) {
        this.cluster = cluster;
        this.left = new AtomicInteger(queries);
        this.clients = clients;
    }

    /**
     * @throws BenchmarkException if a query fails, or nothing is answered for long
     */
    void run() throws InterruptedException {
        final ExecutorService threads = Executors.newFixedThreadPool(clients);
        try {
            final List<Future<?>> asking = new ArrayList<>();
            for (int client = 0; client < clients; client++) {
                asking.add(threads.submit(this::ask));
            }
            for (final Future<?> client : asking) {
                await(client);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Void ask() throws InterruptedException {
        while (left.getAndDecrement() > 0) {
            cluster.execute(NoOpQuery.jobGraph(1));
        }
        return null;
    }

    private void await(Future<?> client) throws InterruptedException {
        int before = left.get();
        while (true) {
            try {
                client.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                cluster.verifyAlive();
                if (left.get() == before) {
                    throw new BenchmarkException(
                            "No query was answered for "
                                    + PATIENCE_SECONDS
                                    + " s in mode "
                                    + cluster.spec().id()
                                    + ".",
                            e);
                }
                before = left.get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof BenchmarkException
                        ? (BenchmarkException) e.getCause()
                        : new BenchmarkException("A client failed: " + e.getCause() + ".", e);
            }
        }
    }
}
