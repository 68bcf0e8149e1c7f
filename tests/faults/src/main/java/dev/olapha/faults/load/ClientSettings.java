package dev.olapha.faults.load;

import org.apache.flink.configuration.Configuration;

import java.util.HashMap;
import java.util.Map;

/** The two kinds of client that the suite has. Immutable. */
public final class ClientSettings {

    private final Map<String, String> cluster;

    /**
     * @param cluster where the cluster is found
     */
    public ClientSettings(Map<String, String> cluster) {
        this.cluster = Map.copyOf(cluster);
    }

    /** As Flink's own tools are configured: they repeat what fails, every few seconds. */
    Configuration patient() {
        return Configuration.fromMap(cluster);
    }

    /** Sends again itself, so it is told at once. */
    Configuration impatient() {
        final Map<String, String> settings = new HashMap<>(cluster);
        settings.put("rest.retry.max-attempts", "1");
        settings.put("rest.retry.delay", "100 ms");
        settings.put("rest.connection-timeout", "1 s");
        return Configuration.fromMap(settings);
    }
}
