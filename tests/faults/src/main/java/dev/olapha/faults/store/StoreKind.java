package dev.olapha.faults.store;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The stores that the suite can strike. */
public enum StoreKind {
    ZOOKEEPER("ZooKeeper") {
        @Override
        public Store start(Path directory, String clusterId) {
            return ZooKeeperStore.start(directory, clusterId);
        }
    },
    KUBERNETES("Kubernetes") {
        @Override
        public Store start(Path directory, String clusterId) {
            return KubernetesStore.start(directory, clusterId);
        }
    };

    private final String title;

    StoreKind(String title) {
        this.title = title;
    }

    /**
     * @throws IllegalArgumentException if there is no such kind
     */
    public static StoreKind of(String id) {
        return Arrays.stream(values())
                .filter(kind -> kind.id().equals(id))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        "olapha.faults.store is '%s', allowed are %s"
                                                .formatted(
                                                        id,
                                                        Arrays.stream(values())
                                                                .map(StoreKind::id)
                                                                .collect(
                                                                        Collectors.joining(
                                                                                ", ")))));
    }

    /** As it is typed and written. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** For people. */
    public String title() {
        return title;
    }

    /**
     * Starts a store.
     *
     * @param directory for its data and logs
     * @param clusterId of the first cluster that uses it
     */
    public abstract Store start(Path directory, String clusterId);
}
