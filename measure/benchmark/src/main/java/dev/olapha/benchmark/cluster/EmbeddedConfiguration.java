package dev.olapha.benchmark.cluster;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.configuration.TaskManagerOptions;

import java.nio.file.Path;
import java.util.Map;

/** Flink's configuration of a cluster in this JVM. */
final class EmbeddedConfiguration {

    private static final MemorySize SMALL = MemorySize.ofMebiBytes(16);

    private final Path directory;

    EmbeddedConfiguration(Path directory) {
        this.directory = directory;
    }

    /**
     * @param wishes the user's own settings, which come before all others
     */
    Configuration with(Map<String, String> highAvailability, Map<String, String> wishes) {
        final Configuration configuration = new Configuration();
        highAvailability.forEach(configuration::setString);
        QuerySettings.toMap().forEach(configuration::setString);
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
}
