package dev.olapha.faults.cluster;

import dev.olapha.faults.store.Store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiFunction;

/**
 * How a cluster of the suite is configured. Rows with the same profile share a running cluster.
 *
 * @param name for directories and reports
 * @param sessionTimeout how long a dead leader is believed to live when nobody knows better
 * @param settings Flink's settings, beyond those that every profile has
 * @param preparation makes what processes need before they start, in a directory for it and with
 *     the store
 */
public record ClusterProfile(
        String name,
        Duration sessionTimeout,
        Map<String, String> settings,
        BiFunction<Path, Store, Preparation> preparation) {

    private static final Map<String, String> SHORT_SETTINGS =
            Map.of(
                    "high-availability.zookeeper.client.session-timeout",
                    "4 s",
                    "high-availability.kubernetes.leader-election.lease-duration",
                    "4 s");
    private static final Duration SHORT_SESSION = Duration.ofSeconds(4);

    /** The product's defaults. ZooKeeper grants at most 40 s, whatever Flink asks for. */
    public static final ClusterProfile DEFAULTS =
            new ClusterProfile(
                    "defaults",
                    Duration.ofSeconds(40),
                    Map.of(),
                    (directory, store) -> new NoPreparation());

    /** For rows that are about timeouts, so that they can be waited for. */
    public static final ClusterProfile SHORT_TIMEOUT =
            new ClusterProfile(
                    "short-timeout",
                    SHORT_SESSION,
                    SHORT_SETTINGS,
                    (directory, store) -> new NoPreparation());

    /** Processes can be cut off from each other. */
    public static final ClusterProfile RPC_THROUGH_PROXIES =
            new ClusterProfile(
                    "short-timeout-rpc-through-proxies",
                    SHORT_SESSION,
                    SHORT_SETTINGS,
                    (directory, store) -> new RpcLinks());

    /** Blobs go to a shared directory, and there is little room for them. */
    public static final ClusterProfile SMALL_DISK =
            new ClusterProfile(
                    "short-timeout-small-disk",
                    SHORT_SESSION,
                    SHORT_SETTINGS,
                    (directory, store) -> new SmallDisk(directory));

    /** What processes ask a Kubernetes API server can be spoiled. */
    public static final ClusterProfile API_THROUGH_FILTERS =
            new ClusterProfile(
                    "short-timeout-api-through-filters",
                    SHORT_SESSION,
                    SHORT_SETTINGS,
                    (directory, store) -> ApiFilters.before(store));

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
        // A request that a standby passes on to a leader that dies is pending for so long (by
        // default
        // ten minutes), and Flink's REST endpoint does not end before its requests.
        all.put("web.timeout", "10 s");
        all.putAll(settings);
        return all;
    }
}
