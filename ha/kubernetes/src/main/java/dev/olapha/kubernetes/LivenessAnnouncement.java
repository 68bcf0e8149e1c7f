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
    private static final String TERM = "term";

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
     * Announces the leader of a term, unless that of a later term has announced itself: a leader
     * that does not know yet that it was replaced would otherwise hide its successor, which nobody
     * could watch then.
     *
     * @param identity of this process, which holds the lock
     * @param term the version of the lock with which the term began
     * @return whether it is announced
     */
    boolean write(String identity, long term, LivenessEndpoint endpoint) {
        final Secret found = resource().get();
        if (found != null && termOf(found) > term) {
            return false;
        }
        final Secret secret = found == null ? fresh() : found;
        final byte[] record =
                new LivenessRecord(endpoint, Map.of(HOLDER, identity, TERM, Long.toString(term)))
                        .encode();
        secret.setData(Map.of(RECORD, Base64.getEncoder().encodeToString(record)));
        if (found == null) {
            client.resource(secret).create();
        } else {
            client.resource(secret).lockResourceVersion().update();
        }
        return true;
    }

    /** Before every term if it cannot be read. */
    private static long termOf(Secret secret) {
        try {
            return Long.parseLong(decode(secret).addition(TERM));
        } catch (MalformedLivenessRecordException | IllegalArgumentException e) {
            return Long.MIN_VALUE;
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
        if (secret == null) {
            return Optional.empty();
        }
        try {
            final LivenessRecord record = decode(secret);
            return record.addition(HOLDER).equals(holder)
                    ? Optional.of(record.endpoint())
                    : Optional.empty();
        } catch (MalformedLivenessRecordException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static LivenessRecord decode(Secret secret) throws MalformedLivenessRecordException {
        final Map<String, String> data = secret.getData();
        final String record = data == null ? null : data.get(RECORD);
        return LivenessRecord.decode(record == null ? null : Base64.getDecoder().decode(record));
    }

    /** Takes back what any leader has said; the Secret stays. */
    void clear() {
        final Secret found = resource().get();
        if (found != null) {
            found.setData(Map.of());
            client.resource(found).lockResourceVersion().update();
        }
    }

    void delete() {
        resource().delete();
    }

    private Resource<Secret> resource() {
        return client.secrets().withName(name);
    }
}
