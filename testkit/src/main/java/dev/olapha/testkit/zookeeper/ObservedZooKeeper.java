package dev.olapha.testkit.zookeeper;

import java.util.List;
import java.util.SortedMap;

/**
 * A ZooKeeper server whose state a test can see without being a client of it, so that looking
 * changes no count. Safe to use from several threads. All methods but {@link #connectString()}
 * throw {@link IllegalStateException} while the server is not running.
 */
public interface ObservedZooKeeper extends AutoCloseable {

    /** {@code 127.0.0.1:port}; stays the same over restarts. */
    String connectString();

    /** The requests received so far. */
    RequestCounts counts();

    /**
     * The paths of all znodes, sorted, without those of ZooKeeper itself ({@code /} and {@code
     * /zookeeper}).
     */
    List<String> znodes();

    /** The paths of all ephemeral znodes and the id of the session that each belongs to. */
    SortedMap<String, Long> ephemeralOwners();

    /**
     * The id of the last change. Every write that changes something takes one, sessions included.
     */
    long lastZxid();

    /** Watches that are set, over all connections. */
    int watchCount();

    /** Open client connections. */
    int connections();

    /**
     * Ends a session as if its timeout had passed: its ephemeral znodes are gone when this returns,
     * and its client learns that the session has expired when it reconnects. Counts as one {@code
     * closeSession}.
     */
    void expireSession(long sessionId);

    /** Stops the server for good. */
    @Override
    void close();
}
