package dev.olapha.testkit.zookeeper;

import java.time.Duration;

/** How a ZooKeeper server of the test kit is set up. Immutable. */
public final class ZooKeeperSettings {

    private final Duration tickTime;
    private final Duration minSessionTimeout;
    private final Duration maxSessionTimeout;
    private final ZooKeeperCredentials credentials;
    private final Announcement announcement;

    private ZooKeeperSettings(
            Duration tickTime,
            Duration minSessionTimeout,
            Duration maxSessionTimeout,
            ZooKeeperCredentials credentials,
            Announcement announcement) {
        this.tickTime = tickTime;
        this.minSessionTimeout = minSessionTimeout;
        this.maxSessionTimeout = maxSessionTimeout;
        this.credentials = credentials;
        this.announcement = announcement;
    }

    /** Ticks of 500 ms and, as ZooKeeper has it, session timeouts of 2 to 20 ticks: 1 s to 10 s. */
    public static ZooKeeperSettings defaults() {
        return ofTick(Duration.ofMillis(500));
    }

    /**
     * Ticks of a given length and session timeouts of 2 to 20 ticks. Sessions expire on ticks only.
     */
    public static ZooKeeperSettings ofTick(Duration tickTime) {
        return new ZooKeeperSettings(
                tickTime,
                tickTime.multipliedBy(2),
                tickTime.multipliedBy(20),
                ZooKeeperCredentials.none(),
                Announcement.NOTHING);
    }

    /** A copy with other bounds on what session timeout a client gets, whatever it asks for. */
    public ZooKeeperSettings withSessionTimeouts(Duration min, Duration max) {
        return new ZooKeeperSettings(tickTime, min, max, credentials, announcement);
    }

    /** A copy for a server in a process of its own that serves only who has these. */
    public ZooKeeperSettings withCredentials(ZooKeeperCredentials needed) {
        return new ZooKeeperSettings(
                tickTime, minSessionTimeout, maxSessionTimeout, needed, announcement);
    }

    /**
     * A copy for a server that tells its clients its own address as that of its ensemble, as
     * servers do whose lines end in {@code ;address:port}. Curator's ensemble tracker listens.
     */
    public ZooKeeperSettings announcingItself() {
        return new ZooKeeperSettings(
                tickTime, minSessionTimeout, maxSessionTimeout, credentials, Announcement.ITSELF);
    }

    Announcement announcement() {
        return announcement;
    }

    ZooKeeperCredentials credentials() {
        return credentials;
    }

    /** ZooKeeper's {@code tickTime}. */
    public Duration tickTime() {
        return tickTime;
    }

    /** ZooKeeper's {@code minSessionTimeout}. */
    public Duration minSessionTimeout() {
        return minSessionTimeout;
    }

    /** ZooKeeper's {@code maxSessionTimeout}. */
    public Duration maxSessionTimeout() {
        return maxSessionTimeout;
    }

    /** What a server says in {@code /zookeeper/config}. */
    enum Announcement {
        NOTHING,
        ITSELF
    }
}
