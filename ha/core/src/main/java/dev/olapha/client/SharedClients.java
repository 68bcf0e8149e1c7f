package dev.olapha.client;

import dev.olapha.leader.LeaderWatches;

import org.apache.flink.util.ShutdownHookUtil;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The connections that a client process has to coordination services: one for each cluster, however
 * many clients there are. Flink opens a client HA service for every query (each {@code
 * RestClusterClient} of a SQL Gateway does); with stock HA that is a ZooKeeper connection and a
 * session written and closed for every query.
 *
 * <p>Thread-safe.
 */
public final class SharedClients {

    private static final Logger LOG = LoggerFactory.getLogger(SharedClients.class);

    /** Flink makes a new factory for every client, so what is shared must be found statically. */
    private static final SharedClients PROCESS = closedAtProcessEnd(new SharedClients());

    private final Map<Map<String, String>, SharedClient> clients = new ConcurrentHashMap<>();
    private final ScheduledThreadPoolExecutor timer;

    SharedClients() {
        timer =
                new ScheduledThreadPoolExecutor(
                        1,
                        task -> {
                            final Thread thread = new Thread(task, "olap-ha-client-idle");
                            thread.setDaemon(true);
                            return thread;
                        });
        timer.setRemoveOnCancelPolicy(true);
        // No thread stays behind when no connection is open.
        timer.setKeepAliveTime(1, TimeUnit.SECONDS);
        timer.allowCoreThreadTimeOut(true);
    }

    /** A command line that just ended its JVM would leave its session to time out at the server. */
    private static SharedClients closedAtProcessEnd(SharedClients clients) {
        ShutdownHookUtil.addShutdownHook(clients::closeAll, "shared client connections", LOG);
        return clients;
    }

    public static SharedClients ofThisProcess() {
        return PROCESS;
    }

    /**
     * Joins the connection for these settings, opening it if there is none. Does not wait for the
     * network.
     *
     * @param settings all that makes a connection different from another
     * @param idleTimeout how long the connection stays open without users
     * @throws Exception if the settings are not usable
     */
    public ClientLeaderServices join(
            Map<String, String> settings, Duration idleTimeout, ClientOpener opener)
            throws Exception {
        while (true) {
            final SharedClient client =
                    clients.computeIfAbsent(
                            settings,
                            key ->
                                    new SharedClient(
                                            opener, idleTimeout, timer, () -> clients.remove(key)));
            final LeaderWatches watches = client.acquire();
            if (watches != null) {
                return new ClientLeaderServices(watches, client::release);
            }
            // It was closed between the look-up and the acquisition, and is gone from the map.
        }
    }

    int openConnections() {
        return clients.size();
    }

    /** Closes all connections now, used or not. */
    void closeAll() {
        clients.values().forEach(SharedClient::close);
    }
}
