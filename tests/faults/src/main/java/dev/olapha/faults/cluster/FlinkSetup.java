package dev.olapha.faults.cluster;

import dev.olapha.faults.observe.HostileObject;
import dev.olapha.faults.store.Store;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.testkit.process.FlinkDistribution;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** How the Flink processes of the suite are set up: those of a cluster, and those of its twin. */
final class FlinkSetup {

    /** A password in their configuration, of which nobody may find a trace. */
    static final String SECRET = "open-sesame-7391";

    private static final Duration START = Duration.ofMinutes(3);

    private final Path directory;
    private final Path jar;
    private final Store store;
    private final ClusterProfile profile;

    /**
     * @param jar the drop-in jar
     */
    FlinkSetup(Path directory, Path jar, Store store, ClusterProfile profile) {
        this.directory = directory;
        this.jar = jar;
        this.store = store;
        this.profile = profile;
    }

    /** Makes what the profile needs before processes start. */
    Preparation prepare() {
        return profile.preparation().apply(directory, store);
    }

    /** Starts the processes of a cluster. */
    FlinkCluster launch(Preparation preparation) {
        final FlinkClusterBuilder builder =
                builder(directory.resolve(profile.name()))
                        .jobManagers(FaultCluster.JOB_MANAGERS)
                        .taskManagers(FaultCluster.TASK_MANAGERS)
                        .startTimeout(START);
        Stream.of("jobmanager-1", "jobmanager-2", "taskmanager-1", "taskmanager-2")
                .forEach(
                        process -> {
                            store.settings(process)
                                    .forEach((k, v) -> builder.processConfig(process, k, v));
                            preparation
                                    .settings(process)
                                    .forEach((k, v) -> builder.processConfig(process, k, v));
                        });
        return builder.launch();
    }

    /** Starts the processes of another cluster that has the same name in the store. */
    FlinkCluster launchTwin() {
        final FlinkClusterBuilder builder = builder(directory.resolve("twin"));
        for (String process : TwinCluster.PROCESSES) {
            store.settings(TwinCluster.PREFIX + process)
                    .forEach((k, v) -> builder.processConfig(process, k, v));
        }
        // With a resource id that is taken it would replace the TaskManager that has it.
        for (String process : TwinCluster.TASK_MANAGERS) {
            builder.processConfig(process, "taskmanager.resource-id", TwinCluster.PREFIX + process);
        }
        return builder.launch();
    }

    private FlinkClusterBuilder builder(Path home) {
        return FlinkCluster.builder(FlinkDistribution.fromSystemProperty())
                .directory(home)
                .withJar(jar)
                .withTestQueries()
                .withJar(ownClasses())
                .slotsPerTaskManager(FaultCluster.SLOTS / FaultCluster.TASK_MANAGERS)
                // As the README advises: a JVM that is short of memory otherwise collects garbage
                // for half a minute, and answers its peers, before it ends.
                .jobManagerJvmOptions("-XX:+ExitOnOutOfMemoryError")
                .config(profile.allSettings(SECRET));
    }

    private static Path ownClasses() {
        try {
            return Path.of(
                    HostileObject.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException("Cannot find the suite's own classes", e);
        }
    }
}
