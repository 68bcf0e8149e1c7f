package dev.olapha.faults.cluster;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a cluster of the suite is configured. Rows with the same profile share a running cluster.
 *
 * @param name for directories and reports
 * @param sessionTimeout how long a dead leader is believed to live when nobody knows better
 * @param settings Flink's settings, beyond those that every profile has
 */
public record ClusterProfile(String name, Duration sessionTimeout, Map<String, String> settings) {

    /** The product's defaults. The store grants at most 40 s, whatever Flink asks for. */
    public static final ClusterProfile DEFAULTS =
            new ClusterProfile("defaults", Duration.ofSeconds(40), Map.of());

    /** For rows that are about timeouts, so that they can be waited for. */
    public static final ClusterProfile SHORT_TIMEOUT =
            new ClusterProfile(
                    "short-timeout",
                    Duration.ofSeconds(4),
                    Map.of("high-availability.zookeeper.client.session-timeout", "4 s"));

    public ClusterProfile {
        settings = Map.copyOf(settings);
    }

    /** All settings but those of the store. */
    Map<String, String> allSettings(String secret) {
        final Map<String, String> all = new TreeMap<>();
        all.put("high-availability.type", "dev.olapha.OlapHaServicesFactory");
        all.put("high-availability.job-recovery.enabled", "false");
        // Anything that ought to be kept secret would do: it must not be shown.
        all.put(
                "high-availability.zookeeper.client.authorization",
                "digest:'suite:" + secret + "'");
        // Every TaskManager has a part of the query in flight.
        all.put("taskmanager.load-balance.mode", "SLOTS");
        // Flink keeps what TaskManagers downloaded for an hour, and archives of finished jobs until
        // they take 50 MB; the suite wants to see that it goes.
        all.put("blob.service.cleanup.interval", "5");
        all.put("jobstore.max-capacity", "100");
        all.putAll(settings);
        return all;
    }
}
