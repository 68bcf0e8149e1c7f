package dev.olapha.benchmark.cluster;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

import java.nio.file.Path;

/** Flink's configuration of a cluster: the same for all clusters, but for high availability. */
final class ClusterConfiguration {

    /**
     * Finished queries that the JobManager keeps; its default would fill the heap in a long run.
     */
    static final int KEPT_QUERIES = 50;

    private static final MemorySize SMALL = MemorySize.ofMebiBytes(16);

    private final ClusterSpec spec;
    private final Path directory;

    ClusterConfiguration(ClusterSpec spec, Path directory) {
        this.spec = spec;
        this.directory = directory;
    }

    Configuration withoutZooKeeper() {
        final Configuration configuration = new Configuration();
        spec.mode().settings().forEach(configuration::setString);
        configuration.set(JobManagerOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, SMALL);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, SMALL);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SMALL);
        configuration.setString("io.tmp.dirs", directory.resolve("tmp").toString());
        configuration.setString("process.working-dir", directory.resolve("work").toString());
        return configuration;
    }

    Configuration with(ZooKeeperService zooKeeper) {
        final Configuration configuration = withoutZooKeeper();
        configuration.set(
                HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM,
                zooKeeper.connectString(spec.coordinationDelay()));
        configuration.set(HighAvailabilityOptions.HA_CLUSTER_ID, "/" + spec.id());
        configuration.set(
                HighAvailabilityOptions.HA_STORAGE_PATH,
                directory.resolve("storage").toUri().toString());
        return configuration;
    }
}
