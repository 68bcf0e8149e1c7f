package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.zookeeper.DelayProxy;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClientFactory;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * The one Kubernetes API server that all clusters of a run share: either one with an etcd of its
 * own, in processes of their own, or one that was there before. Clusters that shall be far away
 * from it reach it through a proxy that delays. Not thread-safe.
 */
public final class KubernetesService implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesService.class);

    private static final Duration QUIET_TIMEOUT = Duration.ofSeconds(60);

    /** Leaders renew their leases also when nobody asks. */
    private static final int RENEWALS = 3;

    private final Optional<RealApiServer> own;
    private final Path kubeConfig;
    private final NamespacedKubernetesClient client;
    private final Map<Duration, DelayProxy> proxies = new HashMap<>();
    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final Set<String> clusterIds = new HashSet<>();

    private KubernetesService(
            Optional<RealApiServer> own, Path kubeConfig, Map<String, String> flinkSettings) {
        this.own = own;
        this.kubeConfig = kubeConfig;
        final Configuration configuration = Configuration.fromMap(flinkSettings);
        configuration.set(KubernetesConfigOptions.KUBE_CONFIG_FILE, kubeConfig.toString());
        this.client =
                FlinkKubeClientFactory.getInstance().createFabric8ioKubernetesClient(configuration);
    }

    /**
     * @param directory for a server of its own
     * @param flinkSettings the user's own, for example with a namespace
     * @throws BenchmarkException if it does not start
     */
    static KubernetesService start(
            ApiServerAccess access, Path directory, Map<String, String> flinkSettings) {
        try {
            if (access.kubeConfig().isPresent()) {
                return new KubernetesService(
                        Optional.empty(),
                        access.kubeConfig().get().toAbsolutePath(),
                        flinkSettings);
            }
            final RealApiServer server = RealApiServer.start(directory);
            return new KubernetesService(
                    Optional.of(server), server.kubeConfig(RealApiServer.ADMIN), flinkSettings);
        } catch (RuntimeException e) {
            throw new BenchmarkException(
                    "The Kubernetes API server cannot be used: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse("")
                            + ".",
                    e);
        }
    }

    /** What a cluster must be told to find it. */
    Map<String, String> settings(ClusterSpec spec) {
        final String clusterId = clusterId(spec);
        clusterIds.add(clusterId);
        return Map.of(
                "kubernetes.cluster-id",
                clusterId,
                "kubernetes.config.file",
                kubeConfig(spec.distance().coordination()).toString());
    }

    /** Names of objects have few letters and a bounded length. */
    private String clusterId(ClusterSpec spec) {
        return "bench-" + run + "-" + Integer.toHexString(spec.id().hashCode());
    }

    /**
     * The lock of a cluster as it is now; nothing if it was never taken.
     *
     * @throws BenchmarkException if the server does not answer
     */
    public Optional<KubernetesLock> lock(ClusterSpec spec) {
        try {
            return Optional.ofNullable(
                            client.configMaps()
                                    .withName(KubernetesLock.name(clusterId(spec)))
                                    .get())
                    .map(KubernetesLock::of);
        } catch (KubernetesClientException e) {
            verifyAlive();
            throw new BenchmarkException("The Kubernetes API server does not answer.", e);
        }
    }

    private Path kubeConfig(Duration delay) {
        if (delay.isZero()) {
            return kubeConfig;
        }
        final RealApiServer server = own.orElseThrow();
        final DelayProxy proxy =
                proxies.computeIfAbsent(
                        delay, roundTrip -> DelayProxy.to(server.address(), roundTrip));
        return server.kubeConfig(RealApiServer.ADMIN, proxy.connectString());
    }

    /** Its processes; none if it was there before. */
    List<Long> pids() {
        return own.map(RealApiServer::pids).orElse(List.of());
    }

    /**
     * @throws BenchmarkException if a process of its own has ended
     */
    void verifyAlive() {
        if (own.isPresent() && !own.get().isAlive()) {
            throw new BenchmarkException(
                    "The Kubernetes API server ended while clusters were using it ("
                            + own.get()
                            + ").");
        }
    }

    /** All requests so far; none if the server does not tell. */
    ApiRequestCounts counts() {
        try {
            return Optional.ofNullable(client.raw("/metrics"))
                    .map(ApiRequestCounts::of)
                    .orElse(ApiRequestCounts.NONE);
        } catch (KubernetesClientException e) {
            verifyAlive();
            LOG.info("The API server does not tell how many requests there were.", e);
            return ApiRequestCounts.NONE;
        }
    }

    /**
     * Waits until a cluster has tidied up after its queries and nobody asks for anything but
     * renewals of leases.
     *
     * @param distance of that cluster
     * @return all requests so far
     * @throws BenchmarkException if it does not become quiet
     */
    ApiRequestCounts awaitQuiet(Distance distance) throws InterruptedException {
        return Lull.at(distance)
                .await(
                        this::counts,
                        (before, now) -> now.minus(before).requests() <= RENEWALS,
                        QUIET_TIMEOUT)
                .orElseThrow(
                        () ->
                                new BenchmarkException(
                                        "The clusters still send requests to the Kubernetes API"
                                                + " server "
                                                + QUIET_TIMEOUT.toSeconds()
                                                + " s after the last query has ended."));
    }

    @Override
    public void close() {
        proxies.values().forEach(DelayProxy::close);
        if (own.isEmpty()) {
            clusterIds.forEach(this::deleteWhatIsLeft);
        }
        client.close();
        own.ifPresent(RealApiServer::close);
    }

    private void deleteWhatIsLeft(String clusterId) {
        try {
            client.configMaps().withLabel("app", clusterId).delete();
            client.secrets().withLabel("app", clusterId).delete();
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "ConfigMaps and Secrets with the label app={} may be left: {}",
                    clusterId,
                    e.getMessage());
        }
    }
}
