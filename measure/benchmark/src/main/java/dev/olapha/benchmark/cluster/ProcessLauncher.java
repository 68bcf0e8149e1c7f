package dev.olapha.benchmark.cluster;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Clusters of real processes, with the drop-in jar where the mode asks for it. */
public final class ProcessLauncher implements ClusterLauncher {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessLauncher.class);

    /** The test kit's processes start faster without the second compiler; ours run for longer. */
    private static final String ALL_COMPILERS = "-XX:TieredStopAtLevel=4";

    private final Installation installation = Installation.ofThisBuild();
    private final CoordinationServices services;
    private final RunDirectory directory;
    private final Map<String, String> flinkSettings;

    /**
     * @param services with those that clusters use; stay open
     * @param directory gets a directory for each cluster
     * @param flinkSettings the user's own, for all clusters
     * @throws dev.olapha.benchmark.cli.BenchmarkException if there is no Flink to start
     */
    public ProcessLauncher(
            CoordinationServices services,
            RunDirectory directory,
            Map<String, String> flinkSettings) {
        this.services = services;
        this.directory = directory;
        this.flinkSettings = Map.copyOf(flinkSettings);
    }

    @Override
    public ProcessCluster launch(ClusterSpec spec, int slots) {
        return launch(spec, builder -> builder.slotsPerTaskManager(slots));
    }

    /**
     * Starts a cluster; returns when all its processes answer.
     *
     * @param shape adds what is special about it: how many of which process, more settings
     * @throws dev.olapha.benchmark.cli.BenchmarkException if it does not start; nothing of it is
     *     left then
     */
    public ProcessCluster launch(ClusterSpec spec, UnaryOperator<FlinkClusterBuilder> shape) {
        final Path home = home(spec);
        final FlinkClusterBuilder builder =
                FlinkCluster.builder(installation.flink())
                        .directory(home)
                        .describeFailuresTo(LOG::error)
                        .withTestQueries()
                        .config(QuerySettings.toMap())
                        .config(new HighAvailabilitySettings(spec, storage(spec), services).toMap())
                        .jobManagerJvmOptions(ALL_COMPILERS, "-Xmx768m")
                        .taskManagerJvmOptions(ALL_COMPILERS, "-Xmx512m")
                        .sqlGatewayJvmOptions(ALL_COMPILERS, "-Xmx768m");
        if (spec.mode().needsDropInJar()) {
            builder.withJar(installation.dropInJar());
        }
        try {
            return new ProcessCluster(
                    spec, shape.apply(builder).config(flinkSettings).start(), storage(spec));
        } catch (RuntimeException e) {
            throw new LastWords(home)
                    .reason()
                    .map(reason -> Failures.ofStart(spec, reason, e))
                    .orElseGet(() -> Failures.ofStart(spec, e));
        }
    }

    private Path home(ClusterSpec spec) {
        return directory.resolve(spec.fileName());
    }

    private Path storage(ClusterSpec spec) {
        return home(spec).resolve("storage");
    }
}
