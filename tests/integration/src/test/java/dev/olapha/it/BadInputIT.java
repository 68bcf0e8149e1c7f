package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.FreePort;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A mistake in the configuration ends the start of a process with one sentence that names the key,
 * the value and what is allowed.
 */
@ExtendWith(PrintClustersOnFailure.class)
class BadInputIT {

    private static final String LEADERS = "high-availability.leader-services.type";
    private static final String RECOVERY = "high-availability.job-recovery.enabled";
    private static final String BLOBS = "high-availability.blob-store.enabled";
    private static final String STORAGE = "high-availability.storageDir";
    private static final String QUORUM = "high-availability.zookeeper.quorum";
    private static final String ZOOKEEPER = "high-availability.zookeeper.client.";

    /** The start of a JVM on a busy machine included. */
    private static final Duration SOON = Duration.ofSeconds(30);

    private static EmbeddedZooKeeper zooKeeper;

    @TempDir Path directory;

    @BeforeAll
    static void startZooKeeper() {
        zooKeeper = EmbeddedZooKeeper.start();
    }

    @AfterAll
    static void stopZooKeeper() {
        zooKeeper.close();
    }

    @ParameterizedTest
    @MethodSource("mistakesThatEveryProcessSees")
    void endTheStartOfJobManagerAndTaskManager(Mistake mistake) throws Exception {
        endTheStart(mistake, mistake.in(cluster().taskManagers(1)));
    }

    @ParameterizedTest
    @MethodSource("mistakesSeenByTheJobManager")
    void endTheStartOfTheJobManager(Mistake mistake) throws Exception {
        endTheStart(mistake, mistake.in(cluster().taskManagers(0)));
    }

    static Stream<Mistake> mistakesThatEveryProcessSees() {
        return Stream.of(
                new Mistake(
                        "leaders kept in an unknown service",
                        cluster -> cluster.config(LEADERS, "etcd"),
                        "The value 'etcd' of '"
                                + LEADERS
                                + "' is not allowed: allowed are zookeeper"),
                new Mistake(
                        "jobs to recover and nowhere to keep them",
                        cluster -> cluster.config(RECOVERY, "true"),
                        "'" + STORAGE + "' is not set: allowed is the URI of a directory",
                        RECOVERY),
                new Mistake(
                        "a ZooKeeper that is not there",
                        cluster ->
                                cluster.config(QUORUM, "127.0.0.1:" + FreePort.find().number())
                                        .config(ZOOKEEPER + "connection-timeout", "2 s"),
                        "No ZooKeeper server answers at '127.0.0.1:",
                        "within 2000 ms",
                        QUORUM));
    }

    static Stream<Mistake> mistakesSeenByTheJobManager() {
        return Stream.of(
                new Mistake(
                        "no recovery in application mode",
                        cluster -> cluster.application(Application.class.getName()),
                        "The value 'false' of '" + RECOVERY + "' is not allowed",
                        "an application cluster must be able to recover its job"),
                new Mistake(
                        "neither true nor false",
                        cluster -> cluster.config(RECOVERY, "maybe"),
                        "The value 'maybe' of '"
                                + RECOVERY
                                + "' is not allowed: allowed are true and false"),
                new Mistake(
                        "no quorum",
                        cluster -> cluster.config(QUORUM, ""),
                        "'"
                                + QUORUM
                                + "' is not set: allowed is a comma-separated list of host:port"),
                new Mistake(
                        "blobs to share and nowhere to keep them",
                        cluster -> cluster.config(BLOBS, "true"),
                        "'" + STORAGE + "' is not set: allowed is the URI of a directory",
                        BLOBS),
                new Mistake(
                        "a storage directory below a file",
                        cluster -> cluster.config(BLOBS, "true").config(STORAGE, belowAFile()),
                        ".jar/storage/default' of '" + STORAGE + "' cannot be created",
                        "allowed is a directory that this process may write to"),
                new Mistake(
                        // Exists, and refuses new files to everybody.
                        "a storage directory that nobody may write to",
                        cluster ->
                                cluster.config(BLOBS, "true")
                                        .config(STORAGE, "file:///proc")
                                        .config("high-availability.cluster-id", "self"),
                        "The directory 'file:/proc/self' of '" + STORAGE + "' cannot be written",
                        "allowed is a directory that this process may write to"),
                new Mistake(
                        "a timeout that is no duration",
                        cluster -> cluster.config(ZOOKEEPER + "session-timeout", "soon"),
                        "The value 'soon' of '" + ZOOKEEPER + "session-timeout' is not allowed",
                        "allowed are durations"),
                new Mistake(
                        "an unknown access control",
                        cluster -> cluster.config(ZOOKEEPER + "acl", "nobody"),
                        "The value 'nobody' of '"
                                + ZOOKEEPER
                                + "acl' is not allowed: allowed are open and creator"),
                new Mistake(
                        "less than no jobs to remember",
                        cluster -> cluster.config("high-availability.remembered-jobs", "-1"),
                        "The value '-1' of 'high-availability.remembered-jobs' is not allowed",
                        "allowed are whole numbers from 0 to 10000000"));
    }

    private FlinkClusterBuilder cluster() {
        return Product.olap(directory, zooKeeper).withJar(Application.classes());
    }

    private static void endTheStart(Mistake mistake, FlinkClusterBuilder builder) throws Exception {
        try (FlinkCluster cluster = builder.launch()) {
            for (FlinkProcess process : cluster.processes()) {
                assertThat(process.awaitExit(SOON)).as("exit code of %s", process).isPositive();
                assertThat(process.log().lines(" ERROR dev\\.olapha\\."))
                        .as("errors that %s logged", process)
                        .singleElement()
                        .asString()
                        .contains(mistake.sentence);
            }
        }
    }

    private static String belowAFile() {
        return Product.jar().toUri() + "/storage";
    }

    /** A mistake, and parts of the sentence that it must lead to. */
    private static final class Mistake {

        private final String name;
        private final UnaryOperator<FlinkClusterBuilder> made;
        private final List<String> sentence;

        Mistake(String name, UnaryOperator<FlinkClusterBuilder> made, String... sentence) {
            this.name = name;
            this.made = made;
            this.sentence = List.of(sentence);
        }

        FlinkClusterBuilder in(FlinkClusterBuilder cluster) {
            return made.apply(cluster);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Never gets to run. */
    static final class Application {

        private Application() {}

        public static void main(String[] arguments) {
            throw new AssertionError("The cluster must not have started.");
        }

        static Path classes() {
            try {
                return Path.of(
                        Application.class
                                .getProtectionDomain()
                                .getCodeSource()
                                .getLocation()
                                .toURI());
            } catch (java.net.URISyntaxException e) {
                throw new AssertionError(e);
            }
        }
    }
}
