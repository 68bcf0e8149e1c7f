package dev.olapha.demonstration;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * A Flink cluster with the drop-in jar, all processes of this machine, and the service in which its
 * leader is elected.
 */
final class OlapCluster implements AutoCloseable {

    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS_PER_TASK_MANAGER = 4;
    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    /** Queries that can run at once. */
    static final int SLOTS = TASK_MANAGERS * SLOTS_PER_TASK_MANAGER;

    private final LeaderService leaderService;
    private final FlinkCluster flink;
    private final WatchedDirectory storage;

    private OlapCluster(LeaderService leaderService, FlinkCluster flink, WatchedDirectory storage) {
        this.leaderService = leaderService;
        this.flink = flink;
        this.storage = storage;
    }

    /**
     * Starts all processes of Flink; returns when all TaskManagers are registered and the gateway
     * answers.
     *
     * @param leaderService closed with the cluster, also if that does not start
     */
    static OlapCluster start(
            InstalledFlink installation, Path directory, LeaderService leaderService)
            throws IOException {
        WatchedDirectory storage = WatchedDirectory.create(directory.resolve("storage"));
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
                                            .with(leaderService.settings())
                                            .with(
                                                    "high-availability.storageDir",
                                                    storage.uri().toString())
                                            .toMap())
                            .taskManagerConfig("taskmanager.memory.managed.size", "256m")
                            .startTimeout(START_LIMIT)
                            .start();
            return new OlapCluster(leaderService, flink, storage);
        } catch (RuntimeException e) {
            leaderService.close();
            storage.close();
            throw e;
        }
    }

    FlinkCluster flink() {
        return flink;
    }

    LeaderService leaderService() {
        return leaderService;
    }

    WatchedDirectory storage() {
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
                leaderService.close();
            } finally {
                storage.close();
            }
        }
    }
}
