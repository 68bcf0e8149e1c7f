package dev.olapha.benchmark.cluster;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.ResourceManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** Flink's configuration of a cluster: the same for all clusters, but for high availability. */
final class ClusterConfiguration {

    /**
     * Finished queries that the JobManager keeps; its default would fill the heap in a long run.
     */
    static final int KEPT_QUERIES = 50;

    private static final MemorySize SMALL = MemorySize.ofMebiBytes(16);

    private final ClusterSpec spec;
    private final Path directory;
    private final Map<String, String> wishes;

    /**
     * @param wishes the user's own settings, which come before all others
     */
    ClusterConfiguration(ClusterSpec spec, Path directory, Map<String, String> wishes) {
        this.spec = spec;
        this.directory = directory;
        this.wishes = wishes;
    }

    Configuration withoutZooKeeper() {
        final Configuration configuration = new Configuration();
        spec.mode().settings().forEach(configuration::setString);
        // By default a query first waits 20 ms and then 50 ms for others to ask for slots with it.
        // What
        // is to be measured would hide behind that, and so would differences between modes.
        // Flink 1.20 has only the second of the two waits, and does not know the first key.
        configuration.setString("slot.request.max-interval", "0 ms");
        configuration.set(ResourceManagerOptions.REQUIREMENTS_CHECK_DELAY, Duration.ZERO);
        configuration.set(JobManagerOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_ADDRESS, "localhost");
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MIN, SMALL);
        configuration.set(TaskManagerOptions.NETWORK_MEMORY_MAX, SMALL);
        configuration.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, SMALL);
        configuration.setString("io.tmp.dirs", directory.resolve("tmp").toString());
        configuration.setString("process.working-dir", directory.resolve("work").toString());
        wishes.forEach(configuration::setString);
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
