package dev.olapha.zookeeper;

import dev.olapha.liveness.DeathWatch;
import dev.olapha.liveness.MalformedLivenessRecordException;

import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.data.Stat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The death watches on all processes that stand before this one in the election: on all and not
 * only on the next one, so that a dead predecessor of a dead predecessor is found too.
 *
 * <p>Request thread only.
 */
final class PeerWatches {

    private static final Logger LOG = LoggerFactory.getLogger(PeerWatches.class);

    /** More JobManagers than this in one cluster are a mistake, or somebody's joke. */
    private static final int MOST = 16;

    private final CuratorFramework client;
    private final Consumer<Candidate> onDeath;

    /** By latch node; empty for a process that cannot be watched. */
    private final Map<String, Optional<DeathWatch>> watches = new HashMap<>();

    /**
     * @param client with absolute paths
     * @param onDeath told of a proven death; called by the watch's thread, must not take long
     */
    PeerWatches(CuratorFramework client, Consumer<Candidate> onDeath) {
        this.client = client;
        this.onDeath = onDeath;
    }

    /**
     * Watches these processes and no others. Reads each latch node once.
     *
     * @throws Exception if a request failed
     */
    void watchOnly(List<String> latchNodes) throws Exception {
        for (String node : new ArrayList<>(watches.keySet())) {
            if (!latchNodes.contains(node)) {
                watches.remove(node).ifPresent(DeathWatch::close);
            }
        }
        for (String node : latchNodes) {
            if (!watches.containsKey(node) && watches.size() < MOST) {
                watches.put(node, candidate(node).map(this::watch));
            }
        }
    }

    private DeathWatch watch(Candidate candidate) {
        return DeathWatch.start(candidate.endpoint(), () -> onDeath.accept(candidate));
    }

    private Optional<Candidate> candidate(String node) throws Exception {
        final Stat stat = new Stat();
        try {
            final byte[] data = client.getData().storingStatIn(stat).forPath(node);
            return Optional.of(Candidate.at(node, data, stat.getEphemeralOwner()));
        } catch (KeeperException.NoNodeException e) {
            return Optional.empty();
        } catch (MalformedLivenessRecordException e) {
            LOG.info(
                    "The process of {} cannot be watched ({}): if it dies, its session timeout decides.",
                    node,
                    e.getMessage());
            return Optional.empty();
        }
    }

    void close() {
        watches.values().forEach(watch -> watch.ifPresent(DeathWatch::close));
        watches.clear();
    }
}
