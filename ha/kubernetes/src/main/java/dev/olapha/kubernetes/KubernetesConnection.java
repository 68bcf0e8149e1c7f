package dev.olapha.kubernetes;

import dev.olapha.lifecycle.Closer;
import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.kubeclient.Fabric8FlinkKubeClient;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;

import javax.annotation.Nullable;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * A process's one connection to the API server. Opened by Flink's own code, so that every {@code
 * kubernetes.*} key, the kube config and the service account keep their meaning. Thread-safe.
 */
public final class KubernetesConnection implements AutoCloseable {

    /** How long a process that starts waits for the API server, which may start as well. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

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

    private final CountDownLatch closed = new CountDownLatch(1);

    private KubernetesConnection(ElectionClient election, String clusterId, LeaseTimes times) {
        this.client = election.client();
        this.clusterId = clusterId;
        this.times = times;
        this.object = new LockObject(election, clusterId, observed);
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
        // Before there is a client, which nobody would close if they are not allowed.
        return open(configuration, LeaseTimes.of(configuration));
    }

    /** The same for a process that never stands for election. */
    public static KubernetesConnection openForReading(Configuration configuration) {
        return open(configuration, LeaseTimes.ofReader(configuration));
    }

    private static KubernetesConnection open(Configuration configuration, LeaseTimes times) {
        final KubernetesKeys keys = new KubernetesKeys(configuration);
        keys.check();
        final KubernetesConnection connection =
                new KubernetesConnection(
                        ElectionClient.open(configuration, times.requestLimit()),
                        keys.clusterId(),
                        times);
        connection.watch.start();
        return connection;
    }

    /**
     * Waits until the API server has answered and allows what every process needs.
     *
     * @throws IllegalConfigurationException one sentence, if it does not answer or does not allow
     *     it
     */
    public void awaitConnected() {
        final long start = System.nanoTime();
        final Backoff pauses = new Backoff(times.retryPeriod().dividedBy(4), times.longestPause());
        while (true) {
            try {
                object.read();
                break;
            } catch (KubernetesClientException e) {
                if (LockObject.isForbidden(e)) {
                    throw permissions.missing("get");
                }
                if (!LockObject.isPassing(e)
                        || System.nanoTime() - start > PATIENCE.toNanos()
                        || !pause(pauses.next())) {
                    throw unusable(object, LockObject.reason(e), e);
                }
            }
        }
        permissions.check(Permissions.READING);
    }

    /**
     * False if the connection was closed or the thread interrupted meanwhile: nobody waits any
     * more.
     */
    private boolean pause(Duration pause) {
        try {
            return !closed.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** One sentence about a namespace that is not there. */
    IllegalConfigurationException noNamespace(KubernetesClientException error) {
        return new IllegalConfigurationException(
                String.format(
                        "'%s: %s' is not a namespace of the API server (%s): allowed is one that exists.",
                        KubernetesConfigOptions.NAMESPACE.key(),
                        object.namespace(),
                        error.getMessage()),
                error);
    }

    static IllegalConfigurationException unusable(
            LockObject object, String why, @Nullable Exception cause) {
        return new IllegalConfigurationException(
                String.format(
                        "The API server cannot be asked for ConfigMap '%s' in namespace '%s' (%s): '%s', '%s' and "
                                + "'%s' must name a server that can be reached and accepts this process.",
                        object.name(),
                        object.namespace(),
                        why,
                        KubernetesConfigOptions.KUBE_CONFIG_FILE.key(),
                        KubernetesConfigOptions.CONTEXT.key(),
                        KubernetesConfigOptions.NAMESPACE.key()),
                cause);
    }

    /**
     * Opens Flink's own client for its stores, over a connection of its own: their requests are as
     * long as they are, and must not stand in the way of renewals.
     *
     * @param closer takes the client and its threads
     */
    public FlinkKubeClient openStoreClient(Configuration configuration, Closer closer) {
        final NamespacedKubernetesClient stores =
                closer.register(ElectionClient.flinks(configuration));
        final ScheduledExecutorService requests =
                Executors.newScheduledThreadPool(
                        configuration.get(
                                KubernetesConfigOptions.KUBERNETES_CLIENT_IO_EXECUTOR_POOL_SIZE),
                        new DaemonThreads("job-data"));
        closer.register(requests::shutdownNow);
        return new Fabric8FlinkKubeClient(configuration, stores, requests);
    }

    /** The ConfigMaps of the cluster. */
    public ClusterConfigMaps configMaps() {
        return new ClusterConfigMaps(client, clusterId);
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
        closed.countDown();
        dependents.forEach(Runnable::run);
        watch.close();
        client.close();
    }
}
