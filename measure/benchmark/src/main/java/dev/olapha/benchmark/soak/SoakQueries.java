package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.ClosedLoop;
import dev.olapha.benchmark.cluster.ProcessCluster;
import dev.olapha.testkit.process.NoOpQuery;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/** A number of queries, shared by clients. Used by one thread, once. */
final class SoakQueries {

    /** Since the last query of any client was answered. */
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final ProcessCluster cluster;
    private final AtomicInteger left;
    private final int clients;
    private int leftBefore;
    private long unchangedSince = System.nanoTime();

    SoakQueries(ProcessCluster cluster, int queries, int clients) {
        this.cluster = cluster;
        this.left = new AtomicInteger(queries);
        this.clients = clients;
    }

    /**
     * @throws BenchmarkException if a query fails, or nothing is answered for long
     */
    void run() throws InterruptedException {
        try (ClosedLoop loop = new ClosedLoop()) {
            loop.run(clients, client -> this::ask, this::watch);
        }
    }

    private Void ask() throws InterruptedException {
        while (left.getAndDecrement() > 0) {
            cluster.execute(NoOpQuery.jobGraph(1));
        }
        return null;
    }

    private void watch() {
        cluster.verifyAlive();
        if (left.get() != leftBefore) {
            leftBefore = left.get();
            unchangedSince = System.nanoTime();
        } else if (System.nanoTime() - unchangedSince > PATIENCE.toNanos()) {
            throw new BenchmarkException(
                    "No query was answered for "
                            + PATIENCE.toSeconds()
                            + " s in mode "
                            + cluster.spec().id()
                            + ".");
        }
    }
}
