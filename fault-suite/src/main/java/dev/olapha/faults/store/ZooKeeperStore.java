package dev.olapha.faults.store;

import dev.olapha.testkit.zookeeper.ZooKeeperEnsemble;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A ZooKeeper ensemble of three processes, and proxies between it and every Flink process. */
public final class ZooKeeperStore implements Store {

    /** How exactly sessions end. */
    public static final Duration TICK = Duration.ofMillis(500);

    /** What a server grants at most; as with ZooKeeper's own default, 20 ticks of 2 s. */
    public static final Duration LONGEST_SESSION = Duration.ofSeconds(40);

    private static final String ROOT = "/flink";

    private final ZooKeeperEnsemble ensemble;
    private final String clusterId;
    private final Map<String, ZooKeeperLink> links;
    private final StoreClient client;

    private ZooKeeperStore(
            ZooKeeperEnsemble ensemble, String clusterId, Map<String, ZooKeeperLink> links) {
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

    /** The same ensemble for another cluster. Closing either closes the ensemble. */
    public ZooKeeperStore forCluster(String otherClusterId) {
        return new ZooKeeperStore(ensemble, otherClusterId, links);
    }

    /** The servers. */
    public ZooKeeperEnsemble ensemble() {
        return ensemble;
    }

    /** For faults that strike what the store holds. */
    public StoreClient client() {
        return client;
    }

    @Override
    public String name() {
        return "ZooKeeper";
    }

    @Override
    public Map<String, String> settings(String process) {
        return Map.of(
                "high-availability.cluster-id",
                clusterId,
                "high-availability.zookeeper.quorum",
                linkOf(process).connectString(),
                // It would find out where the servers really are, and go round the proxies.
                "high-availability.zookeeper.client.ensemble-tracker",
                "false");
    }

    @Override
    public Link link(String process) {
        return linkOf(process);
    }

    private ZooKeeperLink linkOf(String process) {
        return links.computeIfAbsent(process, name -> ZooKeeperLink.to(ensemble));
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
