package dev.olapha.persistence.adapter;

import dev.olapha.OlapHaServicesFactory;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.core.fs.Path;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.highavailability.KubernetesStateHandleStore;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClientFactory;
import org.apache.flink.kubernetes.utils.KubernetesUtils;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.persistence.StateHandleStore;
import org.apache.flink.runtime.persistence.filesystem.FileSystemStateStorageHelper;

import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** On an imitation of an API server, with pointers by Flink's own stores. */
final class KubernetesCluster implements PersistedCluster {

    private static final String CLUSTER_ID = "olap";
    private static final String CONFIG_MAP = CLUSTER_ID + "-cluster-config-map";

    private final MortalApiServer server = MortalApiServer.start();
    private final Configuration configuration = new Configuration();
    private final FlinkKubeClient client;

    KubernetesCluster(String storageDirectory) {
        configuration.set(HighAvailabilityOptions.HA_MODE, OlapHaServicesFactory.class.getName());
        configuration.set(HighAvailabilityOptions.HA_STORAGE_PATH, storageDirectory);
        configuration.setString("high-availability.leader-services.type", "kubernetes");
        configuration.set(KubernetesConfigOptions.CLUSTER_ID, CLUSTER_ID);
        configuration.set(KubernetesConfigOptions.KUBE_CONFIG_FILE, server.kubeConfig().toString());
        // What a dead process tries again is of no use.
        configuration.set(
                KubernetesConfigOptions.KUBERNETES_TRANSACTIONAL_OPERATION_MAX_RETRIES, 1);
        client = FlinkKubeClientFactory.getInstance().fromConfiguration(configuration, "test");
    }

    @Override
    public String planName(String jobId) {
        return plansKey() + jobId;
    }

    private static String plansKey() {
        return System.getProperty("flink.line").equals("1.20") ? "jobGraph-" : "executionPlan-";
    }

    @Override
    public String applicationName(String applicationId) {
        return "application-" + applicationId;
    }

    @Override
    public String checkpointName(int id) {
        return String.format("checkpointID-%019d", id);
    }

    @Override
    public StateHandleStore<String, ?> plans() throws Exception {
        return store(CONFIG_MAP, plansKey());
    }

    @Override
    public StateHandleStore<String, ?> applications() throws Exception {
        return store(CONFIG_MAP, "application-");
    }

    @Override
    public StateHandleStore<String, ?> checkpoints(String jobId) throws Exception {
        return store(CLUSTER_ID + "-" + jobId + "-config-map", "checkpointID-");
    }

    private StateHandleStore<String, ?> store(String configMap, String prefix) throws Exception {
        KubernetesUtils.createConfigMapIfItDoesNotExist(client, configMap, CLUSTER_ID);
        return new KubernetesStateHandleStore<>(
                client,
                configMap,
                new FileSystemStateStorageHelper<>(
                        new Path(
                                configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH),
                                "default"),
                        "state"),
                key -> key.startsWith(prefix),
                null);
    }

    @Override
    public void addMalformedPlan() throws Exception {
        client.checkAndUpdateConfigMap(
                        CONFIG_MAP,
                        configMap -> {
                            configMap
                                    .getData()
                                    .put(
                                            plansKey() + "cluster",
                                            Base64.getEncoder().encodeToString(new byte[] {1, 2}));
                            return Optional.of(configMap);
                        })
                .get();
    }

    @Override
    public void end(Mortality mortality) throws Exception {
        try (HighAvailabilityServices services =
                new OlapHaServicesFactory().createHAServices(configuration, Runnable::run)) {
            server.subjectTo(mortality);
            services.cleanupAllData();
        } finally {
            server.subjectTo(Mortality.immortal());
        }
    }

    @Override
    public Collection<String> leftovers() {
        final List<String> left = new ArrayList<>();
        server.configMaps()
                .forEach(
                        (name, data) -> {
                            if (!name.equals(CONFIG_MAP)) {
                                left.add(name);
                            }
                            left.addAll(data.keySet());
                        });
        return left;
    }

    @Override
    public void close() throws Exception {
        client.close();
        server.close();
    }
}
