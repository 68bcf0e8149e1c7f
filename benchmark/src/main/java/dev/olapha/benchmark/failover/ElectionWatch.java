package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.ZooKeeperService;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Looks at one cluster's election in ZooKeeper, without being a client of it. */
final class ElectionWatch {

    private static final long POLL_MILLIS = 10;

    private final ZooKeeperService zooKeeper;
    private final String root;

    /**
     * @param clusterId as configured, with a leading slash
     */
    ElectionWatch(ZooKeeperService zooKeeper, String clusterId) {
        this.zooKeeper = zooKeeper;
        this.root = "/flink" + clusterId + "/leader/";
    }

    /** How many processes stand for election. */
    long candidates() {
        return zooKeeper.ephemeralOwners().keySet().stream()
                .filter(path -> path.startsWith(root + "latch/"))
                .count();
    }

    /** The session of the process that the dispatcher's record names. */
    Optional<Long> leadersSession() {
        // Stock Flink calls the record otherwise.
        return zooKeeper.ephemeralOwners().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(root + "dispatcher/"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private boolean holdsAnything(long session) {
        return zooKeeper.ephemeralOwners().entrySet().stream()
                .anyMatch(e -> e.getKey().startsWith(root) && e.getValue() == session);
    }

    /** The moment, by {@link System#nanoTime()}, at which a session is over. */
    long awaitEnd(long session, Duration limit) throws InterruptedException {
        final long start = System.nanoTime();
        while (holdsAnything(session)) {
            pause(start, limit, "the session of the dead JobManager has not ended");
        }
        return System.nanoTime();
    }

    /** The moment at which another process's record is there. */
    long awaitOtherLeader(long session, Duration limit) throws InterruptedException {
        final long start = System.nanoTime();
        while (leadersSession().filter(owner -> owner != session).isEmpty()) {
            pause(start, limit, "no other JobManager has published its record");
        }
        return System.nanoTime();
    }

    private static void pause(long start, Duration limit, String failure)
            throws InterruptedException {
        if (System.nanoTime() - start > limit.toNanos()) {
            throw new BenchmarkException(
                    "After " + limit.toSeconds() + " s " + failure + "; see the log.");
        }
        Thread.sleep(POLL_MILLIS);
    }
}
