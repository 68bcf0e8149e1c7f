package dev.olapha.kubernetes;

import dev.olapha.config.LivenessSettings;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.liveness.ProcessLiveness;
import dev.olapha.testkit.leader.DamagingFixture;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.configuration.KubernetesHighAvailabilityOptions;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClientFactory;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;

import java.net.HttpURLConnection;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A cluster on an API server that is there already; every process has a connection of its own. */
final class KubernetesFixture implements DamagingFixture {

    /** Long enough for a machine that has other things to do. */
    static final Duration LEASE = Duration.ofSeconds(8);

    private static final AtomicInteger CLUSTERS = new AtomicInteger();

    private final Path kubeConfig;
    private final AutoCloseable server;
    private final Duration lease;
    private final String clusterId = "contract-" + CLUSTERS.incrementAndGet();
    private final Map<LeaderBackend, KubernetesConnection> processes = new HashMap<>();

    /**
     * @param server closed with the fixture
     */
    KubernetesFixture(Path kubeConfig, AutoCloseable server, Duration lease) {
        this.kubeConfig = kubeConfig;
        this.server = server;
        this.lease = lease;
    }

    Configuration configuration() {
        final Configuration configuration = new Configuration();
        configuration.set(KubernetesConfigOptions.CLUSTER_ID, clusterId);
        configuration.set(KubernetesConfigOptions.KUBE_CONFIG_FILE, kubeConfig.toString());
        configuration.set(KubernetesHighAvailabilityOptions.KUBERNETES_LEASE_DURATION, lease);
        return configuration;
    }

    @Override
    public LeaderBackend join() {
        return join(configuration());
    }

    LeaderBackend join(Configuration configuration) {
        final KubernetesConnection connection = KubernetesConnection.open(configuration);
        connection.awaitConnected();
        final LeaderBackend process =
                KubernetesLeaderBackend.start(
                        connection, new ProcessLiveness(LivenessSettings.from(configuration)));
        processes.put(process, connection);
        return process;
    }

    KubernetesConnection connectionOf(LeaderBackend process) {
        return processes.get(process);
    }

    String lockName() {
        return LockObject.nameFor(clusterId);
    }

    @Override
    public void leave(LeaderBackend process) throws Exception {
        process.close();
        processes.remove(process).close();
    }

    /** Text goes where the record is; other bytes can only be sent as binary data. */
    @Override
    public void overwriteRecord(String componentId, byte[] bytes) {
        final String key = LockContent.key(componentId);
        change(
                lock -> {
                    try {
                        lock.getData()
                                .put(
                                        key,
                                        StandardCharsets.UTF_8
                                                .newDecoder()
                                                .decode(ByteBuffer.wrap(bytes))
                                                .toString());
                    } catch (CharacterCodingException e) {
                        lock.getData().remove(key);
                        lock.setBinaryData(Map.of(key, Base64.getEncoder().encodeToString(bytes)));
                    }
                });
    }

    @Override
    public void deleteRecord(String componentId) {
        change(lock -> lock.getData().remove(LockContent.key(componentId)));
    }

    /** Changes the lock object as a stranger, until nobody interferes. */
    void change(Consumer<ConfigMap> change) {
        try (NamespacedKubernetesClient stranger = stranger()) {
            while (true) {
                final ConfigMap lock =
                        Objects.requireNonNull(
                                stranger.configMaps().withName(lockName()).get(), "no lock");
                change.accept(lock);
                try {
                    stranger.resource(lock).lockResourceVersion().update();
                    return;
                } catch (KubernetesClientException e) {
                    if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                        throw e;
                    }
                }
            }
        }
    }

    void deleteLock() {
        try (NamespacedKubernetesClient stranger = stranger()) {
            stranger.configMaps().withName(lockName()).delete();
        }
    }

    NamespacedKubernetesClient stranger() {
        return FlinkKubeClientFactory.getInstance()
                .createFabric8ioKubernetesClient(configuration());
    }

    @Override
    public Collection<String> leftovers() {
        try (NamespacedKubernetesClient stranger = stranger()) {
            return Stream.concat(
                            stranger.configMaps().list().getItems().stream(),
                            stranger.secrets().list().getItems().stream())
                    .map(found -> found.getMetadata().getName())
                    .filter(name -> name.startsWith(clusterId))
                    .collect(Collectors.toList());
        }
    }

    @Override
    public void close() throws Exception {
        for (LeaderBackend process : processes.keySet().toArray(new LeaderBackend[0])) {
            leave(process);
        }
        server.close();
    }
}
