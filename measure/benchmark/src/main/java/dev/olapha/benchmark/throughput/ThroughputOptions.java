package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cli.Requirements;
import dev.olapha.benchmark.cluster.ApiServerAccess;
import dev.olapha.benchmark.cluster.ApiServerOptions;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.Distance;
import dev.olapha.benchmark.cluster.Mode;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What to compare and how thoroughly: the options of every subcommand that puts load on clusters.
 * To be mixed in with {@code @Mixin}; {@code defaults.properties} has each command's defaults.
 */
public final class ThroughputOptions {

    private static final int MAX_CLIENTS = 256;
    private static final int MAX_ROUNDS = 100_000;
    private static final Duration MAX_LENGTH = Duration.ofDays(1);
    private static final Duration MAX_DELAY = Duration.ofSeconds(1);

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "MODE",
            description = "What to compare; default: ${DEFAULT-VALUE}.")
    private List<Mode> modes;

    @Option(
            names = "--clients",
            split = ",",
            paramLabel = "N",
            description =
                    "How many clients ask at the same time; each number is measured by itself;"
                            + " default: ${DEFAULT-VALUE}.")
    private List<Integer> clients;

    @Option(
            names = "--coordination-delay",
            split = ",",
            paramLabel = "TIME",
            defaultValue = "0ms",
            description =
                    "How far away ZooKeeper or the Kubernetes API server is: what a round trip takes"
                            + " longer than on loopback. With several, each mode that uses one gets a"
                            + " cluster for each;"
                            + " default: ${DEFAULT-VALUE}.")
    private List<Duration> coordinationDelays;

    @Option(
            names = "--storage-delay",
            split = ",",
            paramLabel = "TIME",
            defaultValue = "0ms",
            description =
                    "How far away the storage is: what each operation of the file system takes longer"
                            + " than on a local disk. With as many as there are coordination delays,"
                            + " the first goes with the first and so on; a single one goes with all;"
                            + " default: ${DEFAULT-VALUE}.")
    private List<Duration> storageDelays;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            description =
                    "How often each cluster is measured; many short rounds tell more than few long ones;"
                            + " default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            description = "How long each measurement takes; default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            description = "How long each cluster works before that; default: ${DEFAULT-VALUE}.")
    private Duration warmUp;

    @Option(
            names = "--max-disturbance",
            paramLabel = "PERCENT",
            defaultValue = "100",
            description =
                    "How much of the processors other programs may take during a measurement. One that"
                            + " was disturbed more is set aside and taken again when they are quiet,"
                            + " or kept if they are not for long; default: ${DEFAULT-VALUE}, take what"
                            + " comes.")
    private int maxDisturbance;

    @Mixin private ApiServerOptions apiServerOptions;

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of Flink for all clusters; may be repeated. High availability is set by"
                            + " the mode.")
    private Map<String, String> flinkSettings = new TreeMap<>();

    /**
     * What to measure.
     *
     * @throws ParameterException if that makes no sense
     */
    public ThroughputPlan plan() {
        final Requirements all = new Requirements(command);
        all.within("--rounds", rounds, 1, MAX_ROUNDS);
        all.allWithin("--clients", clients, 1, MAX_CLIENTS);
        all.within("--max-disturbance", maxDisturbance, 1, 100);
        all.require(!duration.isZero(), "--duration must not be zero.");
        all.require(
                duration.compareTo(MAX_LENGTH) <= 0 && warmUp.compareTo(MAX_LENGTH) <= 0,
                "--duration and --warm-up must be at most 1d.");
        all.require(areShort(coordinationDelays), "--coordination-delay must be at most 1s.");
        all.require(areShort(storageDelays), "--storage-delay must be at most 1s.");
        all.require(
                coordinationDelays.size() == storageDelays.size()
                        || coordinationDelays.size() == 1
                        || storageDelays.size() == 1,
                "--coordination-delay and --storage-delay go together pair by pair, but there are "
                        + coordinationDelays.size()
                        + " and "
                        + storageDelays.size()
                        + ".");
        all.leaveHighAvailability(flinkSettings);
        final List<ClusterSpec> clusters =
                ClusterSpec.combinations(modes, Distance.pairs(coordinationDelays, storageDelays));
        final ApiServerAccess apiServer = apiServerOptions.access();
        apiServer.objection(clusters).ifPresent(sentence -> all.require(false, sentence));
        return new ThroughputPlan(
                clusters,
                clients.stream().distinct().sorted().toList(),
                rounds,
                duration,
                warmUp,
                maxDisturbance / 100.0,
                flinkSettings,
                apiServer);
    }

    private static boolean areShort(List<Duration> delays) {
        return delays.stream().allMatch(delay -> delay.compareTo(MAX_DELAY) <= 0);
    }
}
