package dev.olapha.zookeeper;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.highavailability.zookeeper.CuratorFrameworkWithUnhandledErrorListener;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.shaded.curator5.org.apache.curator.CuratorZookeeperClient;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ZooKeeper;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A process's one connection to ZooKeeper, always to the servers and below the chroot that the
 * quorum names. Configured by Flink's own code, so that every {@code high-availability.zookeeper.*}
 * key but the ensemble tracker's keeps its meaning. Thread-safe.
 */
public final class ZooKeeperConnection implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperConnection.class);

    private final CuratorFrameworkWithUnhandledErrorListener framework;
    private final String quorum;
    private final long connectionTimeoutMillis;

    /** Credentials by scheme; for {@link #authorize} only. */
    private final Map<String, String> authorization;

    private volatile boolean chrootSeen;

    private final List<Consumer<Exception>> errorListeners = new CopyOnWriteArrayList<>();

    private ZooKeeperConnection(Configuration configuration) {
        this.quorum = configuration.get(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM);
        this.connectionTimeoutMillis =
                configuration.get(HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT).toMillis();
        this.authorization =
                Map.copyOf(
                        configuration
                                .getOptional(HighAvailabilityOptions.ZOOKEEPER_CLIENT_AUTHORIZATION)
                                .orElse(Map.of()));
        this.framework =
                ZooKeeperUtils.startCuratorFramework(
                        withoutEnsembleTracker(configuration), this::onUnhandled);
        final CuratorZookeeperClient client = curator().getZookeeperClient();
        client.setRetryPolicy(new PatientElsewhere(client.getRetryPolicy()));
    }

    /**
     * Curator's ensemble tracker replaces the quorum by what the servers say of their ensemble:
     * names by addresses, so that servers that move are not found again, a load balancer by what
     * lies behind it, and before Curator 5.5 the chroot by nothing (CURATOR-664). A process whose
     * session expires would then elect itself outside the chroot, beside the leader. ZooKeeper's
     * client looks names up again whenever it connects.
     */
    private static Configuration withoutEnsembleTracker(Configuration configuration) {
        final Configuration without = new Configuration(configuration);
        without.set(HighAvailabilityOptions.ZOOKEEPER_ENSEMBLE_TRACKING, false);
        return without;
    }

    /**
     * Begins to connect and returns at once.
     *
     * @throws IllegalConfigurationException if a ZooKeeper key has a value that is not allowed
     */
    public static ZooKeeperConnection open(Configuration configuration) {
        new ZooKeeperKeys(configuration).check();
        try {
            return new ZooKeeperConnection(configuration);
        } catch (IllegalConfigurationException e) {
            throw e;
        } catch (IllegalArgumentException e) {
            throw new IllegalConfigurationException(
                    "The ZooKeeper settings (high-availability.zookeeper.*) are not usable: "
                            + e.getMessage(),
                    e);
        }
    }

    /**
     * Waits until the connection stands, for as long as {@code
     * high-availability.zookeeper.client.connection-timeout} says.
     *
     * @throws IllegalConfigurationException if no server of the quorum answers in that time, or if
     *     its chroot does not exist
     */
    public void awaitConnected() throws Exception {
        if (!curator()
                .blockUntilConnected(
                        Math.toIntExact(connectionTimeoutMillis), TimeUnit.MILLISECONDS)) {
            throw unreachable();
        }
        checkChroot();
    }

    /**
     * To ZooKeeper's client a chroot that is not there looks like an empty ZooKeeper in which
     * nothing can be created.
     *
     * @throws IllegalConfigurationException if it is not there
     * @throws Exception if a request failed
     */
    void checkChroot() throws Exception {
        if (hasChroot() && absolute().checkExists().forPath(ZKPaths.PATH_SEPARATOR) == null) {
            throw chrootMissing();
        }
        chrootIsThere();
    }

    private boolean hasChroot() {
        return quorum.contains(ZKPaths.PATH_SEPARATOR);
    }

    /** Whether the quorum names a chroot that has not been seen yet. */
    boolean chrootIsInDoubt() {
        return hasChroot() && !chrootSeen;
    }

    void chrootIsThere() {
        chrootSeen = true;
    }

    IllegalConfigurationException chrootMissing() {
        return new IllegalConfigurationException(
                String.format(
                        "There is no node '%s' in ZooKeeper: '%s' is '%s', and what stands behind the servers must "
                                + "exist. Create it, or correct the key.",
                        quorum.substring(quorum.indexOf(ZKPaths.PATH_SEPARATOR)),
                        HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM.key(),
                        quorum));
    }

    IllegalConfigurationException unreachable() {
        return new IllegalConfigurationException(
                String.format(
                        "No ZooKeeper server answers at '%s' within %d ms: '%s' must name servers that can be "
                                + "reached ('%s' is how long to wait).",
                        quorum,
                        connectionTimeoutMillis,
                        HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM.key(),
                        HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT.key()));
    }

    long connectionTimeoutMillis() {
        return connectionTimeoutMillis;
    }

    boolean isConnected() {
        return curator().getZookeeperClient().isConnected();
    }

    /**
     * The client whose paths lie below {@code <root>/<cluster-id>}, as Flink's stores expect it.
     */
    public CuratorFramework curator() {
        return framework.asCuratorFramework();
    }

    /**
     * The same client with absolute paths. Unlike {@link #curator()} its first use does not create
     * the parent nodes: a reader must not write, and must not wait for them.
     */
    CuratorFramework absolute() {
        return curator().usingNamespace(null);
    }

    /** Gives another handle the credentials of this connection. */
    void authorize(ZooKeeper handle) {
        authorization.forEach(
                (scheme, credentials) ->
                        handle.addAuthInfo(scheme, credentials.getBytes(StandardCharsets.UTF_8)));
    }

    LeaderPaths leaderPaths() {
        return new LeaderPaths(curator().getNamespace());
    }

    void addErrorListener(Consumer<Exception> listener) {
        errorListeners.add(listener);
    }

    void removeErrorListener(Consumer<Exception> listener) {
        errorListeners.remove(listener);
    }

    /** Called by Curator's threads. */
    private void onUnhandled(Throwable error) {
        final Exception exception =
                error instanceof Exception ? (Exception) error : new Exception(error);
        if (TransientError.is(exception)) {
            // Curator also reports requests that it gave up while disconnected. They are repeated
            // on
            // reconnecting; as a fatal error they would end every process in a ZooKeeper outage.
            LOG.info("A ZooKeeper request was given up and will be repeated: {}", error.toString());
            return;
        }
        errorListeners.forEach(listener -> listener.accept(exception));
    }

    @Override
    public void close() {
        framework.close();
    }
}
