package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.report.Tone;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A way to run a cluster's high availability. */
public enum Mode {
    NONE("none", Coordination.NONE, Tone.GREY, "Flink without high availability", Map.of()),
    ZOOKEEPER(
            "zookeeper",
            Coordination.ZOOKEEPER,
            Tone.ORANGE,
            "Flink's own high availability on ZooKeeper",
            Map.of(Keys.TYPE, "zookeeper")),
    OLAP(
            "olap",
            Coordination.ZOOKEEPER,
            Tone.BLUE,
            "flink-olap-ha on ZooKeeper, job recovery off",
            product(Choice.NO_RECOVERY)),
    OLAP_RECOVERY(
            "olap-recovery",
            Coordination.ZOOKEEPER,
            Tone.PURPLE,
            "flink-olap-ha on ZooKeeper, job recovery on",
            product(Choice.RECOVERY)),
    OLAP_BLOBS(
            "olap-blobs",
            Coordination.ZOOKEEPER,
            Tone.TEAL,
            "flink-olap-ha on ZooKeeper, job recovery off, blob store on",
            product(Choice.NO_RECOVERY, Choice.BLOB_STORE)),
    OLAP_RECOVERY_NO_BLOBS(
            "olap-recovery-no-blobs",
            Coordination.ZOOKEEPER,
            Tone.PINK,
            "flink-olap-ha on ZooKeeper, job recovery on, blob store off",
            product(Choice.RECOVERY, Choice.NO_BLOB_STORE)),
    KUBERNETES(
            "kubernetes",
            Coordination.KUBERNETES,
            Tone.AMBER,
            "Flink's own high availability on Kubernetes",
            Map.of(Keys.TYPE, "kubernetes")),
    OLAP_KUBERNETES(
            "olap-kubernetes",
            Coordination.KUBERNETES,
            Tone.CYAN,
            "flink-olap-ha on Kubernetes, job recovery off",
            product(Choice.ON_KUBERNETES, Choice.NO_RECOVERY)),
    OLAP_KUBERNETES_RECOVERY(
            "olap-kubernetes-recovery",
            Coordination.KUBERNETES,
            Tone.PURPLE,
            "flink-olap-ha on Kubernetes, job recovery on",
            product(Choice.ON_KUBERNETES, Choice.RECOVERY)),
    OLAP_KUBERNETES_BLOBS(
            "olap-kubernetes-blobs",
            Coordination.KUBERNETES,
            Tone.TEAL,
            "flink-olap-ha on Kubernetes, job recovery off, blob store on",
            product(Choice.ON_KUBERNETES, Choice.NO_RECOVERY, Choice.BLOB_STORE)),
    OLAP_KUBERNETES_RECOVERY_NO_BLOBS(
            "olap-kubernetes-recovery-no-blobs",
            Coordination.KUBERNETES,
            Tone.PINK,
            "flink-olap-ha on Kubernetes, job recovery on, blob store off",
            product(Choice.ON_KUBERNETES, Choice.RECOVERY, Choice.NO_BLOB_STORE)),
    OLAP_STANDALONE(
            "olap-standalone",
            Coordination.NONE,
            Tone.GREEN,
            "flink-olap-ha without a coordination service, job recovery off",
            product(Choice.STANDALONE, Choice.NO_RECOVERY));

    /** Where leaders are elected. */
    public enum Coordination {
        NONE,
        ZOOKEEPER,
        KUBERNETES
    }

    private static final class Keys {
        static final String TYPE = "high-availability.type";
        static final String FACTORY = "dev.olapha.OlapHaServicesFactory";
    }

    /** What can be chosen with this product. */
    private enum Choice {
        ON_KUBERNETES("high-availability.leader-services.type", "kubernetes"),
        STANDALONE("high-availability.leader-services.type", "standalone"),
        RECOVERY("high-availability.job-recovery.enabled", "true"),
        NO_RECOVERY("high-availability.job-recovery.enabled", "false"),
        BLOB_STORE("high-availability.blob-store.enabled", "true"),
        NO_BLOB_STORE("high-availability.blob-store.enabled", "false");

        private final String key;
        private final String value;

        Choice(String key, String value) {
            this.key = key;
            this.value = value;
        }
    }

    private final String id;
    private final Coordination coordination;
    private final Tone tone;
    private final String description;
    private final Map<String, String> settings;

    Mode(
            String id,
            Coordination coordination,
            Tone tone,
            String description,
            Map<String, String> settings) {
        this.id = id;
        this.coordination = coordination;
        this.tone = tone;
        this.description = description;
        this.settings = settings;
    }

    private static Map<String, String> product(Choice... choices) {
        final Map<String, String> settings = new TreeMap<>();
        settings.put(Keys.TYPE, Keys.FACTORY);
        for (Choice choice : choices) {
            settings.put(choice.key, choice.value);
        }
        return Collections.unmodifiableMap(settings);
    }

    public static Optional<Mode> byId(String id) {
        return Arrays.stream(values()).filter(mode -> mode.id.equals(id)).findFirst();
    }

    /** All ids, as a sentence lists them. */
    public static String knownIds() {
        return Arrays.stream(values()).map(Mode::id).collect(Collectors.joining(", "));
    }

    /** As it is typed and written. */
    @JsonValue
    public String id() {
        return id;
    }

    public Coordination coordination() {
        return coordination;
    }

    /** Its colour in every picture. */
    public Tone tone() {
        return tone;
    }

    public String description() {
        return description;
    }

    /** Whether it is not Flink alone. */
    boolean needsDropInJar() {
        return Keys.FACTORY.equals(settings.get(Keys.TYPE));
    }

    /** What a user would write into Flink's configuration, without addresses and directories. */
    Map<String, String> settings() {
        return settings;
    }
}
