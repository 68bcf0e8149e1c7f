package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderEpoch;

import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.CreateMode;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.WatchedEvent;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.Watcher;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.data.Stat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
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

    /** Calls {@link #run()} again, on the request thread. */
    private final Watcher wakeUp;

    /** This process's latch node; null before it has one. */
    @Nullable private String node;

    /**
     * @param client with absolute paths
     * @param rerun asks for another {@link #run()}; called by ZooKeeper's event thread
     */
    LatchElection(CuratorFramework client, String latchPath, Office office, Runnable rerun) {
        this.client = client;
        this.latchPath = latchPath;
        this.office = office;
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
        ensureOwnNode();
        final List<String> queue = queue();
        final int position = queue.indexOf(ZKPaths.getNodeFromPath(node));
        if (position == 0) {
            lead(interruptionsBefore);
        } else if (position > 0) {
            follow(ZKPaths.makePath(latchPath, queue.get(position - 1)));
        } else {
            // Deleted between the two requests: the watch on the own node wakes us up.
            office.vacate();
        }
    }

    private void ensureOwnNode() throws Exception {
        if (node != null && isOwn(node)) {
            return;
        }
        // Someone deleted the node, or it belongs to a session that is gone. In office without a
        // node, a second process would lead beside this one.
        office.vacate();
        abandonNode();
        node =
                client.create()
                        .creatingParentContainersIfNeeded()
                        .withProtection()
                        .withMode(CreateMode.EPHEMERAL_SEQUENTIAL)
                        .forPath(ZKPaths.makePath(latchPath, LeaderPaths.LATCH_MARK), holderName());
        LOG.debug("Entered the leader election with {}.", node);
        if (!isOwn(node)) {
            throw new KeeperException.NoNodeException(node);
        }
    }

    /** Also leaves a watch on the node, so that its deletion is noticed at once. */
    private boolean isOwn(String path) throws Exception {
        final Stat stat = client.checkExists().usingWatcher(wakeUp).forPath(path);
        return stat != null
                && stat.getEphemeralOwner()
                        == client.getZookeeperClient().getZooKeeper().getSessionId();
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
        final Stat claim = client.setData().withVersion(EVER).forPath(node, holderName());
        final Leadership leadership =
                new Leadership(node, LeaderEpoch.newSession(claim.getMzxid()));
        if (office.take(leadership, interruptionsBefore)) {
            LOG.info(
                    "This process leads, session {}, latch node {}.", leadership.sessionId(), node);
        }
    }

    private void follow(String predecessor) throws Exception {
        office.vacate();
        if (client.checkExists().usingWatcher(wakeUp).forPath(predecessor) == null) {
            run();
        }
    }

    /** The own latch node, for leaving the election; null if there is none. */
    @Nullable
    String node() {
        return node;
    }

    private static byte[] holderName() {
        return ("pid " + ProcessHandle.current().pid()).getBytes(StandardCharsets.UTF_8);
    }
}
