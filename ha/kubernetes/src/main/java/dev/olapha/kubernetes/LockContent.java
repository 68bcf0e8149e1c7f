package dev.olapha.kubernetes;

import dev.olapha.leader.LeaderRecord;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ObjectMeta;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import org.apache.flink.kubernetes.utils.KubernetesUtils;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import javax.annotation.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What lies in the lock object:
 *
 * <pre>
 * annotation control-plane.alpha.kubernetes.io/leader   who holds the lock, as in stock Flink
 * data olapha.holder                                    whose records these are
 * data olapha.leader.dispatcher                         what the leader says about itself,
 * data olapha.leader.resource_manager                   see {@link LeaderRecord}
 * data olapha.leader.rest_server
 * data olapha.leader.job-&lt;job id&gt;                        only with job recovery
 * </pre>
 *
 * <p>Records and lock are one object, so a leader that was replaced cannot publish: its write names
 * a version that is no longer the newest, and the API server refuses it. Records count only while
 * their holder holds the lock, so they are void at the moment at which stock Flink, or another
 * process, takes it. Whatever else lies in the object (stock keeps pointers to jobs there) is left
 * alone.
 */
final class LockContent {

    private static final String PREFIX = "olapha.";
    private static final String HOLDER = PREFIX + "holder";
    private static final String RECORD_PREFIX = PREFIX + "leader.";

    private final String identity;
    private final ObjectMeta fresh;

    /**
     * @param identity of this process
     */
    LockContent(String identity, String clusterId, String name, String namespace) {
        this.identity = identity;
        this.fresh = new ObjectMeta();
        fresh.setName(name);
        fresh.setNamespace(namespace);
        // Stock Flink's labels, by which "kubectl delete cm -l" of its documentation finds it.
        fresh.setLabels(
                Map.of(
                        "app", clusterId,
                        "configmap-type", "high-availability",
                        "type", "flink-native-kubernetes"));
    }

    /** The key of a component's record. */
    static String key(String componentId) {
        return RECORD_PREFIX + componentId;
    }

    /** The text of a component's record; null if there is none that counts. */
    @Nullable
    static String record(LockState state, String componentId) {
        return !state.record().isFree() && state.record().holder().equals(state.data().get(HOLDER))
                ? state.data().get(key(componentId))
                : null;
    }

    /** The texts of all records that count, by component. */
    static SortedMap<String, String> records(LockState state) {
        final SortedMap<String, String> records = new TreeMap<>();
        for (String key : state.data().keySet()) {
            if (key.startsWith(RECORD_PREFIX)) {
                final String component = key.substring(RECORD_PREFIX.length());
                final String record = record(state, component);
                if (record != null) {
                    records.put(component, record);
                }
            }
        }
        return records;
    }

    static String encode(LeaderInformation leader) {
        return new String(LeaderRecord.encode(leader), StandardCharsets.UTF_8);
    }

    /** The object with the lock taken, and nothing published yet. */
    ConfigMap taken(LockState base, String annotation) {
        final ConfigMap content = held(base, annotation, Map.of());
        // Of a leader that is deposed by this very write.
        content.getData().keySet().removeIf(KubernetesUtils::isSingleLeaderKey);
        return content;
    }

    /** The object with the lock held and the given records published. */
    ConfigMap held(LockState base, String annotation, Map<String, LeaderInformation> published) {
        return content(base, annotation, ownData(published));
    }

    /** The object with the lock given up. */
    ConfigMap released(LockState base, String annotation) {
        return content(base, annotation, Map.of());
    }

    /** Whether the object says what it should about leaders. */
    boolean agrees(LockState state, Map<String, LeaderInformation> published) {
        final Map<String, String> own = new HashMap<>(state.data());
        own.keySet().removeIf(key -> !key.startsWith(PREFIX));
        return own.equals(ownData(published)) && foreignBinaryData(state).equals(binary(state));
    }

    private Map<String, String> ownData(Map<String, LeaderInformation> published) {
        final Map<String, String> own = new HashMap<>();
        own.put(HOLDER, identity);
        published.forEach((component, leader) -> own.put(key(component), encode(leader)));
        return own;
    }

    private ConfigMap content(LockState base, String annotation, Map<String, String> own) {
        final ConfigMap found = base.configMap();
        final ObjectMeta metadata =
                new ObjectMetaBuilder(found == null ? fresh : found.getMetadata()).build();
        final Map<String, String> annotations =
                new TreeMap<>(Objects.requireNonNullElse(metadata.getAnnotations(), Map.of()));
        annotations.put(LockRecord.ANNOTATION, annotation);
        metadata.setAnnotations(annotations);
        final Map<String, String> data = new TreeMap<>(base.data());
        data.keySet().removeIf(key -> key.startsWith(PREFIX));
        data.putAll(own);
        final ConfigMap content =
                (found == null ? new ConfigMapBuilder() : new ConfigMapBuilder(found)).build();
        content.setMetadata(metadata);
        content.setData(data);
        // A key that is in both kinds of data is not allowed, so a stranger's would keep ours out.
        content.setBinaryData(foreignBinaryData(base));
        return content;
    }

    private static Map<String, String> foreignBinaryData(LockState state) {
        final Map<String, String> foreign = new TreeMap<>(binary(state));
        foreign.keySet().removeIf(key -> key.startsWith(PREFIX));
        return foreign;
    }

    private static Map<String, String> binary(LockState state) {
        return state.configMap() == null
                ? Map.of()
                : Objects.requireNonNullElse(state.configMap().getBinaryData(), Map.of());
    }
}
