package dev.olapha.faults.cluster;

import dev.olapha.faults.observe.LogFollower;
import dev.olapha.testkit.process.FlinkCluster;

import java.util.List;

/**
 * One more JobManager and TaskManager, set up by somebody who did not know that the name of his
 * cluster is taken.
 */
public final class TwinCluster implements AutoCloseable {

    /** What its processes are called in a history, before their own names. */
    public static final String PREFIX = "twin-";

    static final List<String> TASK_MANAGERS = List.of("taskmanager-1");

    static final List<String> PROCESSES = List.of("jobmanager-1", "taskmanager-1");

    private final FlinkCluster flink;
    private final LogFollower follower;

    TwinCluster(FlinkCluster flink, LogFollower follower) {
        this.flink = flink;
        this.follower = follower;
    }

    @Override
    public void close() {
        try {
            flink.close();
        } finally {
            follower.close();
        }
    }
}
