package dev.olapha.persistence.adapter;

import dev.olapha.lifecycle.Closer;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.highavailability.KubernetesCheckpointRecoveryFactory;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient;
import org.apache.flink.kubernetes.kubeclient.resources.KubernetesConfigMap;
import org.apache.flink.kubernetes.utils.KubernetesUtils;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.util.function.SupplierWithException;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Pointers where stock Flink's Kubernetes HA keeps them: those to plans and applications in the
 * ConfigMap in which the leader is elected, those to a job's checkpoints in one of its own.
 */
public final class KubernetesPointers implements JobPointers {

    /** The keys of pointers to plans, of all Flink lines; a job's id follows. */
    private static final List<String> PLANS = List.of("jobGraph-", "executionPlan-");

    private static final String APPLICATIONS = "application-";

    private final FlinkKubeClient client;
    private final String clusterConfigMap;
    private final String lockIdentity;
    private final Configuration configuration;
    private final Executor executor;

    /**
     * @param client stays open
     * @param clusterConfigMap in which the leader is elected
     * @param lockIdentity by which this process is named there while it leads; Flink's stores write
     *     only then
     * @param executor runs deletions of checkpoints
     */
    public KubernetesPointers(
            FlinkKubeClient client,
            String clusterConfigMap,
            String lockIdentity,
            Configuration configuration,
            Executor executor) {
        this.client = client;
        this.clusterConfigMap = clusterConfigMap;
        this.lockIdentity = lockIdentity;
        this.configuration = configuration;
        this.executor = executor;
    }

    /** Creates one of Flink's stores. */
    @FunctionalInterface
    public interface StoreCreation<S> {

        S create(
                Configuration configuration,
                FlinkKubeClient client,
                String clusterConfigMap,
                String lockIdentity)
                throws Exception;
    }

    /**
     * One of Flink's stores with its pointers here.
     *
     * @param creation a method of {@link KubernetesUtils}
     */
    public <S> SupplierWithException<S, Exception> store(StoreCreation<S> creation) {
        return () -> creation.create(configuration, client, clusterConfigMap, lockIdentity);
    }

    @Override
    public CheckpointRecoveryFactory checkpointRecoveryFactory() {
        return KubernetesCheckpointRecoveryFactory.withoutLeadershipValidation(
                client, configuration, executor, clusterId(), this::jobConfigMap);
    }

    private String clusterId() {
        return configuration.get(KubernetesConfigOptions.CLUSTER_ID);
    }

    private String jobConfigMap(JobID jobId) {
        return clusterId() + "-" + jobId + "-config-map";
    }

    @Override
    public void deleteLeftovers(JobID jobId) throws Exception {
        client.deleteConfigMap(jobConfigMap(jobId)).get();
    }

    @Override
    public void deleteAllButPlan(JobID jobId) throws Exception {
        deleteLeftovers(jobId);
    }

    @Override
    public void deleteAll() throws Exception {
        final Optional<KubernetesConfigMap> found = client.getConfigMap(clusterConfigMap);
        if (found.isEmpty()) {
            return;
        }
        try (Closer steps = new Closer()) {
            steps.register(this::deletePlansAndApplications);
            for (JobID jobId : jobsWithAPlan(found.get().getData().keySet())) {
                steps.register(() -> deleteLeftovers(jobId));
            }
        }
    }

    private static Set<JobID> jobsWithAPlan(Collection<String> keys) {
        return keys.stream()
                .flatMap(
                        key ->
                                PLANS.stream()
                                        .filter(key::startsWith)
                                        .map(prefix -> key.substring(prefix.length())))
                .map(JobID::fromHexString)
                .collect(Collectors.toSet());
    }

    private void deletePlansAndApplications() throws InterruptedException, ExecutionException {
        client.checkAndUpdateConfigMap(
                        clusterConfigMap,
                        configMap -> {
                            final boolean changed =
                                    configMap
                                            .getData()
                                            .keySet()
                                            .removeIf(KubernetesPointers::isPointer);
                            return changed ? Optional.of(configMap) : Optional.empty();
                        })
                .get();
    }

    private static boolean isPointer(String key) {
        return key.startsWith(APPLICATIONS) || PLANS.stream().anyMatch(key::startsWith);
    }
}
