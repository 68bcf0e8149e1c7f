package dev.olapha.kubernetes;

import dev.olapha.lifecycle.Closer;
import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.kubeclient.Fabric8FlinkKubeClient;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClientFactory;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;

import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/**
 * A process's one connection to the API server. Opened by Flink's own code, so that every {@code
 * kubernetes.*} key, the kube config and the service account keep their meaning. Thread-safe.
 */
public final class KubernetesConnection implements AutoCloseable {

    private final NamespacedKubernetesClient client;
    private final String clusterId;
    private final LeaseTimes times;
    private final ObservedLock observed = new ObservedLock(System::nanoTime);
    private final LockObject object;
    private final Permissions permissions;
    private final LockWatch watch;
    private final LivenessAnnouncement announcement;

    /**
     * Names this process in the lock. The first part is for people; it could come back in a new
     * process.
     */
    private final String identity =
            ManagementFactory.getRuntimeMXBean().getName() + "_" + UUID.randomUUID();

    private final Set<Runnable> dependents = ConcurrentHashMap.newKeySet();

    private KubernetesConnection(
            NamespacedKubernetesClient client, String clusterId, LeaseTimes times) {
        this.client = client;
        this.clusterId = clusterId;
        this.times = times;
        this.object = new LockObject(client, clusterId, observed);
        this.permissions = new Permissions(client, object);
        this.watch = new LockWatch(object, observed, permissions, times);
        this.announcement = new LivenessAnnouncement(client, clusterId);
    }

    /**
     * Begins to connect and returns at once.
     *
     * @throws IllegalConfigurationException if a Kubernetes key has a value that is not allowed
     */
    public static KubernetesConnection open(Configuration configuration) {
        final KubernetesKeys keys = new KubernetesKeys(configuration);
        keys.check();
        final KubernetesConnection connection =
                new KubernetesConnection(
                        client(configuration), keys.clusterId(), LeaseTimes.of(configuration));
        connection.watch.start();
        return connection;
    }

    private static NamespacedKubernetesClient client(Configuration configuration) {
        try {
            return FlinkKubeClientFactory.getInstance()
                    .createFabric8ioKubernetesClient(configuration);
        } catch (RuntimeException e) {
            throw new IllegalConfigurationException(
                    String.format(
                            "The Kubernetes client cannot be configured (%s): '%s: %s' must name a readable kube "
                                    + "config, or be left out inside a cluster or where ~/.kube/config serves.",
                            e.getMessage(),
                            KubernetesConfigOptions.KUBE_CONFIG_FILE.key(),
                            configuration.get(KubernetesConfigOptions.KUBE_CONFIG_FILE)),
                    e);
        }
    }

    /**
     * Waits until the API server has answered and allows what every process needs.
     *
     * @throws IllegalConfigurationException one sentence, if it does not answer or does not allow
     *     it
     */
    public void awaitConnected() {
        try {
            object.read();
        } catch (KubernetesClientException e) {
            throw LockObject.isForbidden(e) ? permissions.missing("get") : unusable(object, e);
        }
        permissions.check(Permissions.READING);
    }

    static IllegalConfigurationException unusable(
            LockObject object, KubernetesClientException error) {
        return new IllegalConfigurationException(
                String.format(
                        "The API server cannot be asked for ConfigMap '%s' in namespace '%s' (%s): '%s', '%s' and "
                                + "'%s' must name a server that can be reached and accepts this process.",
                        object.name(),
                        object.namespace(),
                        error.getMessage(),
                        KubernetesConfigOptions.KUBE_CONFIG_FILE.key(),
                        KubernetesConfigOptions.CONTEXT.key(),
                        KubernetesConfigOptions.NAMESPACE.key()),
                error);
    }

    /**
     * Opens Flink's own client for its stores over this connection.
     *
     * @param closer takes the client's threads; the client itself must not be closed, as it would
     *     close this connection
     */
    public FlinkKubeClient openStoreClient(Configuration configuration, Closer closer) {
        final ScheduledExecutorService requests =
                Executors.newScheduledThreadPool(
                        configuration.get(
                                KubernetesConfigOptions.KUBERNETES_CLIENT_IO_EXECUTOR_POOL_SIZE),
                        new DaemonThreads("job-data"));
        closer.register(requests::shutdownNow);
        return new Fabric8FlinkKubeClient(configuration, client, requests);
    }

    /** The name of the ConfigMap in which the leader is elected. */
    public String lockName() {
        return object.name();
    }

    LeaseTimes times() {
        return times;
    }

    ObservedLock observed() {
        return observed;
    }

    LockObject object() {
        return object;
    }

    Permissions permissions() {
        return permissions;
    }

    LivenessAnnouncement announcement() {
        return announcement;
    }

    LockWatch watch() {
        return watch;
    }

    /** How this process is named in the lock. */
    public String identity() {
        return identity;
    }

    LockContent content() {
        return new LockContent(identity, clusterId, object.name(), object.namespace());
    }

    /** Adds something that must end with the connection. */
    void addDependent(Runnable end) {
        dependents.add(end);
    }

    void removeDependent(Runnable end) {
        dependents.remove(end);
    }

    @Override
    public void close() {
        dependents.forEach(Runnable::run);
        watch.close();
        client.close();
    }
}
