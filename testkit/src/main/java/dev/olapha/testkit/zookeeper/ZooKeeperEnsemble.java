package dev.olapha.testkit.zookeeper;

import dev.olapha.testkit.process.Deadline;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A ZooKeeper of three servers, each a process on 127.0.0.1, so that servers and their quorum can
 * be lost. What is asked for its state is asked of a server that serves, past its client port, and
 * throws {@link IllegalStateException} while none does. Safe to use from several threads.
 */
public final class ZooKeeperEnsemble implements AutoCloseable {

    private static final int SIZE = 3;
    private static final Duration START_TIMEOUT = Duration.ofSeconds(60);
    private static final Duration EXPIRY_TIMEOUT = Duration.ofSeconds(10);

    private final List<ZooKeeperNode> nodes;

    private ZooKeeperEnsemble(List<ZooKeeperNode> nodes) {
        this.nodes = nodes;
    }

    /**
     * Starts the servers; returns when all of them serve.
     *
     * @param directory for their data and logs; it is not deleted on close
     * @throws IllegalStateException if they do not serve within 60 s
     */
    public static ZooKeeperEnsemble start(Path directory, ZooKeeperSettings settings) {
        Path home = directory.toAbsolutePath().normalize();
        List<ZooKeeperNode> nodes =
                IntStream.rangeClosed(1, SIZE)
                        .mapToObj(
                                number -> new ZooKeeperNode(number, home.resolve("node-" + number)))
                        .collect(Collectors.toUnmodifiableList());
        List<String> configuration =
                new ArrayList<>(
                        List.of(
                                "tickTime=" + settings.tickTime().toMillis(),
                                "minSessionTimeout=" + settings.minSessionTimeout().toMillis(),
                                "maxSessionTimeout=" + settings.maxSessionTimeout().toMillis(),
                                "initLimit=20",
                                "syncLimit=10",
                                "standaloneEnabled=false",
                                "maxClientCnxns=0"));
        nodes.forEach(node -> configuration.add(node.member()));
        nodes.forEach(node -> node.configure(configuration));
        ZooKeeperEnsemble ensemble = new ZooKeeperEnsemble(nodes);
        try {
            nodes.forEach(ZooKeeperNode::start);
            ensemble.awaitAllServe(START_TIMEOUT);
            return ensemble;
        } catch (RuntimeException | Error e) {
            ensemble.close();
            throw e;
        }
    }

    /** The servers, dead ones included. */
    public List<ZooKeeperNode> nodes() {
        return nodes;
    }

    /**
     * The server that leads.
     *
     * @throws IllegalStateException if there is no quorum
     */
    public ZooKeeperNode leader() {
        return nodes.stream()
                .filter(ZooKeeperNode::leads)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No ZooKeeper server leads"));
    }

    /**
     * Starts the servers that have ended, and waits until all serve.
     *
     * @throws IllegalStateException if they do not by then
     */
    public void startAll(Duration timeout) {
        nodes.forEach(ZooKeeperNode::start);
        awaitAllServe(timeout);
    }

    /** The servers' client addresses, separated by commas. */
    public String connectString() {
        return nodes.stream().map(ZooKeeperNode::connectString).collect(Collectors.joining(","));
    }

    /** The paths of all znodes; see {@link ObservedZooKeeper#znodes()}. */
    public List<String> znodes() {
        return leader().ask("/znodes").lines().collect(Collectors.toUnmodifiableList());
    }

    /** The paths of all ephemeral znodes and the id of the session that each belongs to. */
    public SortedMap<String, Long> ephemeralOwners() {
        return EphemeralOwners.fromLines(leader().ask("/ephemerals"));
    }

    /**
     * The id of the last change that the leading server has processed. Every write that changes
     * something takes one, sessions included; a new leading server begins a new series.
     */
    public long lastZxid() {
        return Long.parseLong(leader().ask("/zxid"));
    }

    /** Watches that are set, over all connections to all servers that serve. */
    public int watchCount() {
        return nodes.stream()
                .filter(ZooKeeperNode::serves)
                .mapToInt(node -> Integer.parseInt(node.ask("/watches")))
                .sum();
    }

    /**
     * Ends a session as if its timeout had passed: its ephemeral znodes are gone when this returns.
     *
     * @throws IllegalStateException if they are not within 10 s
     */
    public void expireSession(long sessionId) {
        leader().ask("/expire?" + sessionId);
        boolean gone =
                Deadline.after(EXPIRY_TIMEOUT)
                        .await(() -> !ephemeralOwners().containsValue(sessionId));
        if (!gone) {
            throw new IllegalStateException(
                    "Session 0x" + Long.toHexString(sessionId) + " has not ended");
        }
    }

    /** Ends all processes. */
    @Override
    public void close() {
        nodes.parallelStream().forEach(ZooKeeperEnsemble::end);
    }

    private static void end(ZooKeeperNode node) {
        try {
            node.kill();
        } catch (IllegalStateException e) {
            // Never started.
        }
    }

    private void awaitAllServe(Duration timeout) {
        if (!Deadline.after(timeout).await(() -> nodes.stream().allMatch(ZooKeeperNode::serves))) {
            throw new IllegalStateException(
                    "Not every ZooKeeper server serves after "
                            + timeout
                            + "\n"
                            + nodes.stream()
                                    .map(ZooKeeperNode::describe)
                                    .collect(Collectors.joining("\n")));
        }
    }
}
