package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.report.Tone;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
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
            Map.of(Keys.TYPE, Keys.FACTORY, Keys.JOB_RECOVERY, "false")),
    OLAP_RECOVERY(
            "olap-recovery",
            Coordination.ZOOKEEPER,
            Tone.PURPLE,
            "flink-olap-ha on ZooKeeper, job recovery on",
            Map.of(Keys.TYPE, Keys.FACTORY, Keys.JOB_RECOVERY, "true")),
    OLAP_BLOBS(
            "olap-blobs",
            Coordination.ZOOKEEPER,
            Tone.TEAL,
            "flink-olap-ha on ZooKeeper, job recovery off, blob store on",
            Map.of(Keys.TYPE, Keys.FACTORY, Keys.JOB_RECOVERY, "false", Keys.BLOB_STORE, "true")),
    OLAP_RECOVERY_NO_BLOBS(
            "olap-recovery-no-blobs",
            Coordination.ZOOKEEPER,
            Tone.PINK,
            "flink-olap-ha on ZooKeeper, job recovery on, blob store off",
            Map.of(Keys.TYPE, Keys.FACTORY, Keys.JOB_RECOVERY, "true", Keys.BLOB_STORE, "false")),
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
            Map.of(
                    Keys.TYPE,
                    Keys.FACTORY,
                    Keys.LEADER_SERVICES,
                    "kubernetes",
                    Keys.JOB_RECOVERY,
                    "false")),
    OLAP_KUBERNETES_RECOVERY(
            "olap-kubernetes-recovery",
            Coordination.KUBERNETES,
            Tone.PURPLE,
            "flink-olap-ha on Kubernetes, job recovery on",
            Map.of(
                    Keys.TYPE,
                    Keys.FACTORY,
                    Keys.LEADER_SERVICES,
                    "kubernetes",
                    Keys.JOB_RECOVERY,
                    "true")),
    OLAP_KUBERNETES_BLOBS(
            "olap-kubernetes-blobs",
            Coordination.KUBERNETES,
            Tone.TEAL,
            "flink-olap-ha on Kubernetes, job recovery off, blob store on",
            Map.of(
                    Keys.TYPE,
                    Keys.FACTORY,
                    Keys.LEADER_SERVICES,
                    "kubernetes",
                    Keys.JOB_RECOVERY,
                    "false",
                    Keys.BLOB_STORE,
                    "true")),
    OLAP_KUBERNETES_RECOVERY_NO_BLOBS(
            "olap-kubernetes-recovery-no-blobs",
            Coordination.KUBERNETES,
            Tone.PINK,
            "flink-olap-ha on Kubernetes, job recovery on, blob store off",
            Map.of(
                    Keys.TYPE,
                    Keys.FACTORY,
                    Keys.LEADER_SERVICES,
                    "kubernetes",
                    Keys.JOB_RECOVERY,
                    "true",
                    Keys.BLOB_STORE,
                    "false")),
    OLAP_STANDALONE(
            "olap-standalone",
            Coordination.NONE,
            Tone.GREEN,
            "flink-olap-ha without a coordination service, job recovery off",
            Map.of(
                    Keys.TYPE,
                    Keys.FACTORY,
                    Keys.LEADER_SERVICES,
                    "standalone",
                    Keys.JOB_RECOVERY,
                    "false"));

    /** Where leaders are elected. */
    public enum Coordination {
        NONE,
        ZOOKEEPER,
        KUBERNETES
    }

    private static final class Keys {
        static final String TYPE = "high-availability.type";
        static final String FACTORY = "dev.olapha.OlapHaServicesFactory";
        static final String LEADER_SERVICES = "high-availability.leader-services.type";
        static final String JOB_RECOVERY = "high-availability.job-recovery.enabled";
        static final String BLOB_STORE = "high-availability.blob-store.enabled";
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
