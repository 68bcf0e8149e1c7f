package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderEpoch;
import dev.olapha.liveness.LivenessEndpoint;

import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.CreateMode;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.WatchedEvent;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.Watcher;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ZooKeeper;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.data.Stat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * ZooKeeper's election recipe: every process has an ephemeral sequential node, the lowest leads,
 * each other one watches its predecessor. On taking office the leader writes to its own node once;
 * the transaction id of that write is the epoch, so epochs grow with every term, also when the same
 * process wins again with the same node.
 *
 * <p>All methods run on the driver's request thread.
 */
final class LatchElection {

    private static final Logger LOG = LoggerFactory.getLogger(LatchElection.class);

    private static final int EVER = -1;

    private final CuratorFramework client;
    private final String latchPath;
    private final Office office;
    private final Optional<LivenessEndpoint> liveness;
    private final PeerWatches peers;

    /** Calls {@link #run()} again, on the request thread. */
    private final Watcher wakeUp;

    /** This process's latch node; null before it has one. */
    @Nullable private String node;

    /**
     * @param client with absolute paths
     * @param liveness where peers see whether this process lives; nothing if they shall not
     * @param peers watches those who stand before this process
     * @param rerun asks for another {@link #run()}; called by ZooKeeper's event thread
     */
    LatchElection(
            CuratorFramework client,
            String latchPath,
            Office office,
            Optional<LivenessEndpoint> liveness,
            PeerWatches peers,
            Runnable rerun) {
        this.client = client;
        this.latchPath = latchPath;
        this.office = office;
        this.liveness = liveness;
        this.peers = peers;
        this.wakeUp = event -> wake(event, rerun);
    }

    private static void wake(WatchedEvent event, Runnable rerun) {
        if (event.getType() != Watcher.Event.EventType.None) {
            rerun.run();
        }
    }

    /**
     * Looks where this process stands and takes or gives up the office accordingly. Safe to call at
     * any time.
     *
     * @throws Exception if a request failed; then nothing is decided
     */
    void run() throws Exception {
        final long interruptionsBefore = office.interruptions();
        if (node == null || !isOwn(node)) {
            enter();
        }
        final List<String> queue = queue();
        final int position = queue.indexOf(ZKPaths.getNodeFromPath(node));
        if (position == 0) {
            lead(interruptionsBefore);
            peers.watchOnly(List.of());
        } else if (position > 0) {
            follow(queue.subList(0, position));
        } else {
            // Deleted between the two requests: the watch on the own node wakes us up.
            office.vacate();
        }
    }

    private void enter() throws Exception {
        // Someone deleted the node, or it belongs to a session that is gone. In office without a
        // node, a second process would lead beside this one.
        office.vacate();
        abandonNode();
        final ZooKeeper own = client.getZookeeperClient().getZooKeeper();
        final byte[] description = Candidate.describe(liveness, own);
        node =
                client.create()
                        .creatingParentContainersIfNeeded()
                        .withProtection()
                        .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                        .forPath(ZKPaths.makePath(latchPath, LeaderPaths.LATCH_MARK), description);
        LOG.debug("Entered the leader election with {}.", node);
        if (!isOwn(node) || own.getSessionId() != ownSession()) {
            // Its text names a session that is over: nobody could watch this process.
            final String wrong = node;
            abandonNode();
            throw new KeeperException.NoNodeException(wrong);
        }
        deleteOrphans();
    }

    /**
     * The answer to an earlier creation may have been lost, and the next one made a second node
     * (CURATOR-45, -202, -264). This process would wait behind itself, and others behind nobody.
     */
    private void deleteOrphans() throws Exception {
        for (String name : queue()) {
            final String path = ZKPaths.makePath(latchPath, name);
            if (!path.equals(node) && ownerIsThisSession(client.checkExists().forPath(path))) {
                LOG.info("Deleting {}, which an earlier attempt of this process has left.", path);
                client.delete().quietly().forPath(path);
            }
        }
    }

    /** Also leaves a watch on the node, so that its deletion is noticed at once. */
    private boolean isOwn(String path) throws Exception {
        return ownerIsThisSession(client.checkExists().usingWatcher(wakeUp).forPath(path));
    }

    private boolean ownerIsThisSession(@Nullable Stat stat) throws Exception {
        return stat != null && stat.getEphemeralOwner() == ownSession();
    }

    private long ownSession() throws Exception {
        return client.getZookeeperClient().getZooKeeper().getSessionId();
    }

    private void abandonNode() throws Exception {
        if (node != null) {
            final String abandoned = node;
            node = null;
            try {
                // A node of the session before may outlive that session's end by a moment, and this
                // process would then wait behind itself.
                client.delete().forPath(abandoned);
            } catch (KeeperException.NoNodeException e) {
                // As it should be.
            }
        }
    }

    private List<String> queue() throws Exception {
        return client.getChildren().forPath(latchPath).stream()
                .filter(name -> name.contains(LeaderPaths.LATCH_MARK))
                .sorted(Comparator.comparing(LatchElection::sequence))
                .collect(Collectors.toList());
    }

    private static String sequence(String name) {
        return name.substring(
                name.lastIndexOf(LeaderPaths.LATCH_MARK) + LeaderPaths.LATCH_MARK.length());
    }

    private void lead(long interruptionsBefore) throws Exception {
        final Leadership current = office.current();
        if (current != null && current.latchNode().equals(node)) {
            return;
        }
        final byte[] description =
                Candidate.describe(liveness, client.getZookeeperClient().getZooKeeper());
        final Stat claim = client.setData().withVersion(EVER).forPath(node, description);
        final Leadership leadership =
                new Leadership(node, LeaderEpoch.newSession(claim.getMzxid()));
        if (office.take(leadership, interruptionsBefore)) {
            LOG.info(
                    "This process leads, session {}, latch node {}.", leadership.sessionId(), node);
        }
    }

    /**
     * @param ahead those who stand before this process; not empty
     */
    private void follow(List<String> ahead) throws Exception {
        office.vacate();
        final String predecessor = ZKPaths.makePath(latchPath, ahead.get(ahead.size() - 1));
        if (client.checkExists().usingWatcher(wakeUp).forPath(predecessor) == null) {
            run();
        } else if (liveness.isPresent()) {
            peers.watchOnly(
                    ahead.stream()
                            .map(name -> ZKPaths.makePath(latchPath, name))
                            .collect(Collectors.toList()));
        }
    }

    /** The own latch node, for leaving the election; null if there is none. */
    @Nullable
    String node() {
        return node;
    }
}
