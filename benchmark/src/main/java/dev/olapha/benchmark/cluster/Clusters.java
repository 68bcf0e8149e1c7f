package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.RpcSystem;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The clusters that are compared, all running at the same time: an idle one does nothing but
 * heartbeats, and a running one is as warm as the others. They share one RPC system, hence its
 * compiled code.
 */
public final class Clusters implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Clusters.class);

    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final RpcSystem rpcSystem = RpcSystem.load();
    private final List<BenchmarkCluster> running = new ArrayList<>();
    private final Optional<ZooKeeperService> zooKeeper;
    private final RunDirectory directory;
    private final Map<String, String> flinkSettings;

    /**
     * @param zooKeeper needed if any cluster uses it; stays open
     * @param directory gets a directory for each cluster
     * @param flinkSettings of all clusters, beyond those that make the difference
     */
    public Clusters(
            Optional<ZooKeeperService> zooKeeper,
            RunDirectory directory,
            Map<String, String> flinkSettings) {
        this.zooKeeper = zooKeeper;
        this.directory = directory;
        this.flinkSettings = Map.copyOf(flinkSettings);
    }

    /**
     * @throws BenchmarkException if it does not start
     */
    public BenchmarkCluster start(ClusterSpec spec, int slots) throws InterruptedException {
        final Path home = directory.resolve(spec.id());
        final ClusterConfiguration settings = new ClusterConfiguration(spec, home, flinkSettings);
        final Configuration configuration =
                spec.usesZooKeeper()
                        ? settings.with(zooKeeper.orElseThrow())
                        : settings.withoutZooKeeper();
        final BoundedMiniCluster miniCluster =
                new BoundedMiniCluster(
                        BenchmarkCluster.configuration(configuration, slots), rpcSystem);
        try {
            miniCluster.start();
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new BenchmarkException(
                    "The cluster of mode " + spec.id() + " did not start: " + e.getMessage() + ".",
                    e);
        }
        final BenchmarkCluster cluster = new BenchmarkCluster(spec, miniCluster);
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
            rpcSystem.close();
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
