package dev.olapha.kubernetes;

import dev.olapha.liveness.LivenessEndpoint;
import dev.olapha.liveness.LivenessRecord;
import dev.olapha.liveness.MalformedLivenessRecordException;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ObjectMeta;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.Secret;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.dsl.Resource;

import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * Where the leader shows that it lives, and how it is recognized: a Secret of its own, because the
 * lock object is read by TaskManagers, which run the users' code. It names the holder of the lock
 * whom it describes, so that nobody takes the words of an earlier leader for those of the present
 * one.
 *
 * <p>Every method sends requests and waits for them; all throw {@link KubernetesClientException} if
 * the API server refuses or does not answer. Thread-safe.
 */
final class LivenessAnnouncement {

    private static final String NAME_SUFFIX = "-leader-liveness";
    private static final String RECORD = "record";
    private static final String HOLDER = "holder";

    private final NamespacedKubernetesClient client;
    private final String name;
    private final Map<String, String> labels;

    LivenessAnnouncement(NamespacedKubernetesClient client, String clusterId) {
        this.client = client;
        this.name = clusterId + NAME_SUFFIX;
        this.labels = Map.of("app", clusterId);
    }

    String name() {
        return name;
    }

    /**
     * @param identity of this process, which holds the lock
     */
    void write(String identity, LivenessEndpoint endpoint) {
        final Secret found = resource().get();
        final Secret secret = found == null ? fresh() : found;
        final byte[] record = new LivenessRecord(endpoint, Map.of(HOLDER, identity)).encode();
        secret.setData(Map.of(RECORD, Base64.getEncoder().encodeToString(record)));
        if (found == null) {
            client.resource(secret).create();
        } else {
            client.resource(secret).lockResourceVersion().update();
        }
    }

    private Secret fresh() {
        final ObjectMeta metadata = new ObjectMeta();
        metadata.setName(name);
        metadata.setNamespace(client.getNamespace());
        metadata.setLabels(labels);
        final Secret secret = new Secret();
        secret.setType("Opaque");
        secret.setMetadata(metadata);
        return secret;
    }

    /** Where the given holder of the lock can be watched; nothing if it has not said so (yet). */
    Optional<LivenessEndpoint> read(String holder) {
        final Secret secret = resource().get();
        if (secret == null || secret.getData() == null || secret.getData().get(RECORD) == null) {
            return Optional.empty();
        }
        try {
            final LivenessRecord record =
                    LivenessRecord.decode(Base64.getDecoder().decode(secret.getData().get(RECORD)));
            return record.addition(HOLDER).equals(holder)
                    ? Optional.of(record.endpoint())
                    : Optional.empty();
        } catch (MalformedLivenessRecordException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    void delete() {
        resource().delete();
    }

    private Resource<Secret> resource() {
        return client.secrets().withName(name);
    }
}
