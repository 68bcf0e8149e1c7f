package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cluster.ZooKeeperService;

import java.util.Map;
import java.util.Optional;

/** An election by ephemeral znodes, which end with the session of the process that wrote them. */
final class ZooKeeperElection implements ElectionWatch {

    private final ZooKeeperService zooKeeper;
    private final String root;

    /**
     * @param clusterId as configured, with a leading slash
     */
    ZooKeeperElection(ZooKeeperService zooKeeper, String clusterId) {
        this.zooKeeper = zooKeeper;
        this.root = "/flink" + clusterId + "/leader/";
    }

    @Override
    public boolean isStoodFor(int jobManagers) {
        return zooKeeper.ephemeralOwners().keySet().stream()
                        .filter(path -> path.startsWith(root + "latch/"))
                        .count()
                == jobManagers;
    }

    @Override
    public Incumbent incumbent() {
        return new Session(
                publisher().orElseThrow(() -> new BenchmarkException("No leader is published.")));
    }

    /** The session of the process that the dispatcher's record names. */
    private Optional<Long> publisher() {
        // Stock Flink calls the record otherwise.
        return zooKeeper.ephemeralOwners().entrySet().stream()
                .filter(entry -> entry.getKey().startsWith(root + "dispatcher/"))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private final class Session implements Incumbent {

        private final long id;

        Session(long id) {
            this.id = id;
        }

        @Override
        public boolean holdsOn() {
            return zooKeeper.ephemeralOwners().entrySet().stream()
                    .anyMatch(e -> e.getKey().startsWith(root) && e.getValue() == id);
        }

        @Override
        public boolean isSucceeded() {
            return publisher().filter(owner -> owner != id).isPresent();
        }
    }
}
