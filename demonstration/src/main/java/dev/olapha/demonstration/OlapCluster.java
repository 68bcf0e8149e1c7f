package dev.olapha.demonstration;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.zookeeper.ObservedZooKeeper;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/** ZooKeeper and a Flink cluster with the drop-in jar, all processes of this machine. */
final class OlapCluster implements AutoCloseable {

    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS_PER_TASK_MANAGER = 4;
    private static final Duration TICK = Duration.ofMillis(500);
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** Queries that can run at once. */
    static final int SLOTS = TASK_MANAGERS * SLOTS_PER_TASK_MANAGER;

    private final ObservedZooKeeper zooKeeper;
    private final FlinkCluster flink;
    private final StorageDirectory storage;

    private OlapCluster(ObservedZooKeeper zooKeeper, FlinkCluster flink, StorageDirectory storage) {
        this.zooKeeper = zooKeeper;
        this.flink = flink;
        this.storage = storage;
    }

    /** Starts everything; returns when all TaskManagers are registered and the gateway answers. */
    static OlapCluster start(Installation installation, Path directory) throws IOException {
        StorageDirectory storage = StorageDirectory.create(directory.resolve("storage"));
        ObservedZooKeeper zooKeeper =
                ZooKeeperProcess.start(
                        directory.resolve("zookeeper"), ZooKeeperSettings.ofTick(TICK));
        try {
            FlinkCluster flink =
                    FlinkCluster.builder(installation.flink())
                            .directory(directory)
                            .withJar(installation.dropInJar())
                            .jobManagers(2)
                            .taskManagers(TASK_MANAGERS)
                            .slotsPerTaskManager(SLOTS_PER_TASK_MANAGER)
                            .sqlGateway()
                            .config(
                                    new OlapSettings()
                                            .with(
                                                    "high-availability.zookeeper.quorum",
                                                    zooKeeper.connectString())
                                            .with(
                                                    "high-availability.storageDir",
                                                    storage.uri().toString())
                                            .toMap())
                            .taskManagerConfig("taskmanager.memory.managed.size", "256m")
                            .startTimeout(START_LIMIT)
                            .start();
            return new OlapCluster(zooKeeper, flink, storage);
        } catch (RuntimeException e) {
            zooKeeper.close();
            storage.close();
            throw e;
        }
    }

    FlinkCluster flink() {
        return flink;
    }

    ObservedZooKeeper zooKeeper() {
        return zooKeeper;
    }

    StorageDirectory storage() {
        return storage;
    }

    String jdbcUrl() {
        return "jdbc:flink://"
                + flink.sqlGateway().rest().getAuthority()
                + "?execution.runtime-mode=batch";
    }

    String leaderName() {
        return flink.leader().map(FlinkProcess::name).orElse("nobody");
    }

    @Override
    public void close() {
        try {
            flink.close();
        } finally {
            try {
                zooKeeper.close();
            } finally {
                storage.close();
            }
        }
    }
}
