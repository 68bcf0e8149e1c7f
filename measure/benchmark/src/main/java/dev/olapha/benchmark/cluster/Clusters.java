package dev.olapha.benchmark.cluster;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The clusters that are compared, all running at the same time: an idle one does nothing but
 * heartbeats, and a running one is as warm as the others. Not thread-safe.
 */
public final class Clusters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Clusters.class);

    /** The test kit gives processes 20 s to end before it kills them. */
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(25);

    private final List<BenchmarkCluster> running = new ArrayList<>();
    private final ClusterLauncher launcher;

    /**
     * @param launcher is closed with the clusters
     */
    public Clusters(ClusterLauncher launcher) {
        this.launcher = launcher;
    }

    /**
     * @throws dev.olapha.benchmark.cli.BenchmarkException if it does not start
     */
    public BenchmarkCluster start(ClusterSpec spec, int slots) throws InterruptedException {
        final BenchmarkCluster cluster = launcher.launch(spec, slots);
        running.add(cluster);
        return cluster;
    }

    public List<BenchmarkCluster> running() {
        return Collections.unmodifiableList(running);
    }

    /** Stops all at once; waits for a while, no longer. */
    @Override
    public void close() {
        // An interrupted thread must be able to wait for this, too.
        final boolean interrupted = Thread.interrupted();
        try {
            CompletableFuture.allOf(
                            running.stream()
                                    .map(BenchmarkCluster::closeAsync)
                                    .toArray(CompletableFuture[]::new))
                    .get(CLOSE_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
            launcher.close();
        } catch (TimeoutException | ExecutionException e) {
            // They end with this JVM, and all figures have been taken.
            LOG.warn("Not all clusters have stopped.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
