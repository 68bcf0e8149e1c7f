package dev.olapha.persistence.adapter;

import dev.olapha.lifecycle.Closer;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.highavailability.KubernetesCheckpointRecoveryFactory;
import org.apache.flink.kubernetes.highavailability.KubernetesStateHandleStore;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClient;
import org.apache.flink.kubernetes.utils.KubernetesUtils;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.util.function.SupplierWithException;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Pointers where stock Flink's Kubernetes HA keeps them: those to plans and applications in the
 * ConfigMap in which the leader is elected, those to a job's checkpoints in one of its own.
 */
public final class KubernetesPointers implements JobPointers {

    private static final String APPLICATION = "application";

    /** The keys of pointers to plans and applications, of all Flink lines; an id follows. */
    private static final String POINTERS =
            "(?<kind>jobGraph|executionPlan|" + APPLICATION + ")-(?<id>.*)";

    private static final String KIND = "kind";
    private static final String ID = "id";

    /** Goes before the key of a pointer that is to be deleted. */
    private static final String ENDED_PREFIX = "ended-";

    private static final Pattern POINTER = Pattern.compile(POINTERS);
    private static final Pattern ENDED = Pattern.compile(ENDED_PREFIX + POINTERS);
    private static final Pattern CHECKPOINT = Pattern.compile("checkpointID-.*");

    private final FlinkKubeClient client;
    private final String clusterConfigMap;
    private final String lockIdentity;
    private final Configuration configuration;
    private final Executor executor;
    private final Supplier<List<String>> configMaps;

    /**
     * @param client stays open
     * @param clusterConfigMap in which the leader is elected
     * @param lockIdentity by which this process is named there while it leads; Flink's stores write
     *     only then
     * @param executor runs deletions of checkpoints
     * @param configMaps asks for the names of the cluster's ConfigMaps
     */
    public KubernetesPointers(
            FlinkKubeClient client,
            String clusterConfigMap,
            String lockIdentity,
            Configuration configuration,
            Executor executor,
            Supplier<List<String>> configMaps) {
        this.client = client;
        this.clusterConfigMap = clusterConfigMap;
        this.lockIdentity = lockIdentity;
        this.configuration = configuration;
        this.executor = executor;
        this.configMaps = configMaps;
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
        return jobConfigMap(jobId.toString());
    }

    private String jobConfigMap(String jobId) {
        return clusterId() + "-" + jobId + "-config-map";
    }

    @Override
    public void deleteLeftovers(JobID jobId) throws Exception {
        client.deleteConfigMap(jobConfigMap(jobId)).get();
    }

    @Override
    public void deleteAll(UploadedFiles files) throws Exception {
        makePlansVoid();
        final List<String> ended = keysOf(clusterConfigMap, ENDED::matcher);
        try (Closer steps = new Closer()) {
            // Run in reverse: a job that has no other ConfigMap is named by its plan only.
            for (String key : ended) {
                steps.register(() -> deleteEnded(key, files));
            }
            for (String job : jobs(ended)) {
                steps.register(() -> deleteJob(job, files));
            }
        }
    }

    /** All at once, and under names that neither stock Flink nor this product recovers. */
    private void makePlansVoid() throws Exception {
        if (client.getConfigMap(clusterConfigMap).isEmpty()) {
            return;
        }
        client.checkAndUpdateConfigMap(
                        clusterConfigMap,
                        configMap -> {
                            final Map<String, String> data = configMap.getData();
                            final List<String> pointers =
                                    data.keySet().stream()
                                            .filter(key -> POINTER.matcher(key).matches())
                                            .collect(Collectors.toList());
                            pointers.forEach(key -> data.put(ENDED_PREFIX + key, data.remove(key)));
                            return pointers.isEmpty() ? Optional.empty() : Optional.of(configMap);
                        })
                .get();
    }

    private Set<String> jobs(List<String> ended) {
        final Set<String> jobs = new TreeSet<>();
        for (String key : ended) {
            final Matcher parts = partsOf(key);
            final BlobOwner owner = ownerOf(parts);
            // What is not an id would name another ConfigMap.
            if (owner == BlobOwner.JOB && owner.directory(parts.group(ID)).isPresent()) {
                jobs.add(parts.group(ID));
            }
        }
        final Pattern name =
                Pattern.compile(Pattern.quote(clusterId()) + "-([0-9a-f]{32})-config-map");
        for (String configMap : configMaps.get()) {
            final Matcher match = name.matcher(configMap);
            if (match.matches()) {
                jobs.add(match.group(1));
            }
        }
        return jobs;
    }

    private void deleteJob(String job, UploadedFiles files) throws Exception {
        files.delete(BlobOwner.JOB, job);
        final String configMap = jobConfigMap(job);
        try (Closer steps = new Closer()) {
            for (String key : keysOf(configMap, CHECKPOINT::matcher)) {
                steps.register(() -> entries(configMap).releaseAndTryRemove(key));
            }
        }
        client.deleteConfigMap(configMap).get();
    }

    private void deleteEnded(String key, UploadedFiles files) throws Exception {
        final Matcher parts = partsOf(key);
        // Before the last thing that names them.
        files.delete(ownerOf(parts), parts.group(ID));
        entries(clusterConfigMap).releaseAndTryRemove(key);
    }

    private static Matcher partsOf(String key) {
        final Matcher parts = ENDED.matcher(key);
        if (!parts.matches()) {
            throw new IllegalArgumentException(key);
        }
        return parts;
    }

    private static BlobOwner ownerOf(Matcher parts) {
        return parts.group(KIND).equals(APPLICATION) ? BlobOwner.APPLICATION : BlobOwner.JOB;
    }

    private List<String> keysOf(String configMap, Function<String, Matcher> kind) {
        return client.getConfigMap(configMap)
                .map(found -> found.getData().keySet().stream())
                .orElse(Stream.empty())
                .filter(key -> kind.apply(key).matches())
                .collect(Collectors.toList());
    }

    private KubernetesStateHandleStore<Serializable> entries(String configMap) {
        return new KubernetesStateHandleStore<>(
                client, configMap, new PointerStorage(), key -> true, null);
    }
}
