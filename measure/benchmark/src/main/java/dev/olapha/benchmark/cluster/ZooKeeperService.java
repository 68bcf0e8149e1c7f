package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.testkit.zookeeper.DelayProxy;
import dev.olapha.testkit.zookeeper.RequestCounts;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/**
 * The one ZooKeeper server that all clusters of a run share: a process of its own, which counts
 * what it is asked. Clusters that shall be far away from it reach it through a proxy that delays.
 */
public final class ZooKeeperService implements AutoCloseable {

    /** ZooKeeper's own default; what matters is that no session expires when a machine is busy. */
    private static final Duration TICK = Duration.ofSeconds(2);

    private static final Duration QUIET_TIMEOUT = Duration.ofSeconds(30);

    private final ZooKeeperProcess process;
    private final Map<Duration, DelayProxy> proxies = new HashMap<>();

    private ZooKeeperService(ZooKeeperProcess process) {
        this.process = process;
    }

    /**
     * @throws BenchmarkException if it does not start
     */
    public static ZooKeeperService start(Path directory) {
        try {
            return new ZooKeeperService(
                    ZooKeeperProcess.start(directory, ZooKeeperSettings.ofTick(TICK)));
        } catch (RuntimeException e) {
            throw new BenchmarkException(
                    "The ZooKeeper server did not start: " + firstLine(e.getMessage()) + ".", e);
        }
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse("");
    }

    /** What a cluster must be told to find it. */
    Map<String, String> settings(ClusterSpec spec) {
        return Map.of(
                "high-availability.zookeeper.quorum",
                connectString(spec.distance().coordination()),
                "high-availability.cluster-id",
                "/" + spec.fileName());
    }

    /** Where clusters find it, if a round trip shall take that much longer. */
    private String connectString(Duration delay) {
        if (delay.isZero()) {
            return process.connectString();
        }
        return proxies.computeIfAbsent(
                        delay, roundTrip -> DelayProxy.to(process.connectString(), roundTrip))
                .connectString();
    }

    public long pid() {
        return process.pid();
    }

    /**
     * @throws BenchmarkException if the process has ended
     */
    public void verifyAlive() {
        if (!process.isAlive()) {
            throw new BenchmarkException(
                    "The ZooKeeper server ended while clusters were using it (" + process + ").");
        }
    }

    /** Watches that are set, over all connections. */
    public int watches() {
        return process.watchCount();
    }

    /** How many znodes there are, without ZooKeeper's own. */
    public int znodes() {
        return process.znodes().size();
    }

    /** All requests so far. */
    public RequestCounts counts() {
        try {
            return process.counts();
        } catch (IllegalStateException e) {
            verifyAlive();
            throw new BenchmarkException("The ZooKeeper server does not answer.", e);
        }
    }

    /** The ephemeral znodes of all clusters, and the sessions that they belong to. */
    public SortedMap<String, Long> ephemeralOwners() {
        return process.ephemeralOwners();
    }

    /**
     * Waits until a cluster has tidied up after its queries.
     *
     * @param distance of that cluster
     * @return all requests so far
     * @throws BenchmarkException if it does not become quiet
     */
    public RequestCounts awaitQuiet(Distance distance) throws InterruptedException {
        return Lull.at(distance)
                .await(
                        this::counts,
                        (before, now) -> now.requests() == before.requests(),
                        QUIET_TIMEOUT)
                .orElseThrow(
                        () ->
                                new BenchmarkException(
                                        "The clusters still send requests to ZooKeeper "
                                                + QUIET_TIMEOUT.toSeconds()
                                                + " s after the last query has ended."));
    }

    @Override
    public void close() {
        proxies.values().forEach(DelayProxy::close);
        process.close();
    }
}
