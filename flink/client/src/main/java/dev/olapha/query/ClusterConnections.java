package dev.olapha.query;

import dev.olapha.ClientSettings;
import dev.olapha.config.ConfigReader;
import dev.olapha.config.OlapHaOptions;
import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.configuration.Configuration;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The REST clients of a process: one for each cluster, however many sessions and queries.
 * Thread-safe.
 */
final class ClusterConnections {

    /** Flink makes an executor for every query, so what is shared must be found statically. */
    private static final ClusterConnections PROCESS = new ClusterConnections();

    private final Map<Map<String, String>, SharedConnection> connections =
            new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor closing =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("query-connection-idle"));

    private ClusterConnections() {
        closing.setRemoveOnCancelPolicy(true);
        // No thread stays behind when no connection is open.
        closing.setKeepAliveTime(1, TimeUnit.SECONDS);
        closing.allowCoreThreadTimeOut(true);
    }

    static ClusterConnections ofThisProcess() {
        return PROCESS;
    }

    /**
     * Joins the connection to the configured cluster, opening it if there is none.
     *
     * @throws Exception if the settings are not usable
     */
    ConnectionLease join(Configuration configuration) throws Exception {
        final Map<String, String> key = ClientSettings.of(configuration);
        while (true) {
            final SharedConnection connection =
                    connections.computeIfAbsent(
                            key,
                            unused ->
                                    new SharedConnection(
                                            configuration,
                                            idleTimeoutMillis(configuration),
                                            closing,
                                            closed -> connections.remove(key, closed)));
            if (connection.acquire()) {
                return new ConnectionLease(connection);
            }
            // It was closed between the look-up and the acquisition, and is gone from the map.
        }
    }

    private static long idleTimeoutMillis(Configuration configuration) {
        return new ConfigReader(configuration)
                .read(OlapHaOptions.CLIENT_IDLE_TIMEOUT, "allowed are durations such as 1 min")
                .toMillis();
    }
}
