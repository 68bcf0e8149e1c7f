package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ObjectMeta;

import javax.annotation.Nullable;

import java.util.Map;
import java.util.Objects;

/** The lock object as it was at one moment. Never changed. */
final class LockState {

    /** Null if there is no object. */
    @Nullable private final ConfigMap configMap;

    private final long version;
    private final LockRecord record;
    private final Map<String, String> data;

    private LockState(@Nullable ConfigMap configMap, long version, LockRecord record) {
        this.configMap = configMap;
        this.version = version;
        this.record = record;
        this.data =
                configMap == null
                        ? Map.of()
                        : Objects.requireNonNullElse(configMap.getData(), Map.of());
    }

    /**
     * @param configMap must not be changed afterwards
     */
    static LockState of(ConfigMap configMap) {
        final Map<String, String> annotations = configMap.getMetadata().getAnnotations();
        return new LockState(
                configMap,
                version(configMap),
                LockRecord.parse(
                        annotations == null ? null : annotations.get(LockRecord.ANNOTATION)));
    }

    /**
     * @param version of the last state that is known
     */
    static LockState missing(long version) {
        return new LockState(null, version, LockRecord.parse(null));
    }

    /**
     * The resource version as a number. Kubernetes has always taken it from etcd's revision, which
     * grows with every write to the whole server, deletions included; since KEP-5504 it guarantees
     * that versions of one resource can be compared. That makes it the order of all states of this
     * object and the epoch of leadership; a count kept inside the object would begin anew when
     * somebody deletes it.
     */
    private static long version(ConfigMap configMap) {
        final ObjectMeta metadata = configMap.getMetadata();
        try {
            return Long.parseLong(metadata.getResourceVersion());
        } catch (NumberFormatException e) {
            throw new IllegalStateException(
                    String.format(
                            "The resource version '%s' of ConfigMap '%s' is not a number: this API server "
                                    + "cannot order leaderships.",
                            metadata.getResourceVersion(), metadata.getName()));
        }
    }

    boolean exists() {
        return configMap != null;
    }

    /** Null if there is no object. */
    @Nullable
    ConfigMap configMap() {
        return configMap;
    }

    long version() {
        return version;
    }

    LockRecord record() {
        return record;
    }

    boolean isHeldBy(String identity) {
        return record.holder().equals(identity);
    }

    Map<String, String> data() {
        return data;
    }
}
