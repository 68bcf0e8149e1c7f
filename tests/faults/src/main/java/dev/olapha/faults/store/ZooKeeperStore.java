package dev.olapha.faults.store;

import dev.olapha.testkit.zookeeper.ZooKeeperEnsemble;
import dev.olapha.testkit.zookeeper.ZooKeeperNode;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** A ZooKeeper ensemble of three processes, and proxies between it and every Flink process. */
public final class ZooKeeperStore implements Store {

    /** How exactly sessions end. */
    private static final Duration TICK = Duration.ofMillis(500);

    /** What a server grants at most; as with ZooKeeper's own default, 20 ticks of 2 s. */
    private static final Duration LONGEST_SESSION = Duration.ofSeconds(40);

    private static final String ROOT = "/flink";

    private final ZooKeeperEnsemble ensemble;
    private final String clusterId;
    private final Map<String, ProxiedLink> links;
    private final StoreClient client;

    private ZooKeeperStore(
            ZooKeeperEnsemble ensemble, String clusterId, Map<String, ProxiedLink> links) {
        this.ensemble = ensemble;
        this.clusterId = clusterId;
        this.links = links;
        this.client = new StoreClient(ensemble.connectString(), ROOT + "/" + clusterId + "/leader");
    }

    /** Starts the ensemble. */
    public static ZooKeeperStore start(Path directory, String clusterId) {
        return new ZooKeeperStore(
                ZooKeeperEnsemble.start(
                        directory,
                        ZooKeeperSettings.ofTick(TICK)
                                .withSessionTimeouts(TICK.multipliedBy(2), LONGEST_SESSION)),
                clusterId,
                new ConcurrentHashMap<>());
    }

    @Override
    public ZooKeeperStore forCluster(String otherClusterId) {
        return new ZooKeeperStore(ensemble, otherClusterId, links);
    }

    /** The servers. */
    public ZooKeeperEnsemble ensemble() {
        return ensemble;
    }

    @Override
    public Records records() {
        return client;
    }

    @Override
    public StoreKind kind() {
        return StoreKind.ZOOKEEPER;
    }

    @Override
    public Duration granted(Duration asked) {
        return asked.compareTo(LONGEST_SESSION) < 0 ? asked : LONGEST_SESSION;
    }

    @Override
    public Duration tick(Duration granted) {
        return TICK;
    }

    @Override
    public Optional<Duration> renewDeadline(Duration granted) {
        return Optional.empty();
    }

    @Override
    public Map<String, String> settings(String process) {
        return Map.of(
                "high-availability.cluster-id",
                clusterId,
                "high-availability.zookeeper.quorum",
                linkOf(process).addresses());
    }

    @Override
    public Link link(String process) {
        return linkOf(process);
    }

    private ProxiedLink linkOf(String process) {
        return links.computeIfAbsent(
                process,
                name ->
                        ProxiedLink.to(
                                ensemble.nodes().stream()
                                        .map(ZooKeeperNode::connectString)
                                        .toList()));
    }

    @Override
    public StoreWatch watch(StoreListener listener) {
        return client.watch(listener);
    }

    @Override
    public int candidates() {
        return client.candidates().size();
    }

    @Override
    public void endSession(ProcessIdentity process) {
        ensemble.expireSession(client.sessionOf(process.pid()));
    }

    @Override
    public long writes() {
        return ensemble.lastZxid();
    }

    @Override
    public int watches() {
        return ensemble.watchCount();
    }

    @Override
    public List<String> entries() {
        return ensemble.znodes().stream()
                .filter(path -> path.startsWith(ROOT + "/" + clusterId))
                .toList();
    }

    @Override
    public void repair(Duration timeout) {
        links.values().forEach(Link::restore);
        ensemble.startAll(timeout);
    }

    @Override
    public void close() {
        client.close();
        links.values().forEach(Link::close);
        ensemble.close();
    }
}
