package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cli.DurationConverter;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.Distance;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.cluster.ModeConverter;
import dev.olapha.benchmark.run.RunOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** {@code ./bench throughput}. */
@Command(
        name = "throughput",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "How many queries a second a cluster answers, with and without high availability.",
        description = {
            "%nStarts one small cluster (a JobManager and a TaskManager) for each mode and, if a mode"
                    + " needs it, one real ZooKeeper server. Clients then ask queries which do nothing,"
                    + " each as soon as the one before is answered, so that what is measured is what the"
                    + " cluster adds to a query. The work is that of HighAvailabilityServiceBenchmark"
                    + " in Flink's own flink-benchmarks.%n",
            "The clusters take turns: in every round each one works for a while, beginning with"
                    + " another one each time. A mode's ratio to mode none is taken round by round. Only"
                    + " such ratios compare between machines and runs. Requests are counted by the"
                    + " ZooKeeper server itself, over all connections and without heartbeats.%n",
            "Whatever of Flink's settings costs a query time has its default, save two: slot.request.max-interval and"
                    + " slotmanager.requirement-check.delay are 0, as a query would otherwise wait 70 ms"
                    + " for nothing, in every mode. -D sets them, or anything else.%n",
            "Modes:",
            "  none                    Flink without high availability",
            "  zookeeper               Flink's own high availability on ZooKeeper",
            "  olap                    flink-olap-ha on ZooKeeper, job recovery off",
            "  olap-blobs              the same with the blob store on",
            "  olap-recovery           flink-olap-ha on ZooKeeper, job recovery on",
            "  olap-recovery-no-blobs  the same with the blob store off",
            "  olap-standalone         flink-olap-ha without ZooKeeper, job recovery off%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench throughput",
            "  ./bench throughput --modes none,zookeeper,olap --clients 8 --coordination-delay 0ms,4ms",
            "  ./bench throughput --clients 32 --coordination-delay 0ms,5ms --storage-delay 0ms,20ms",
            "  ./bench throughput --processes --modes none,zookeeper,olap --clients 1,8",
            "  ./bench throughput --modes none,olap --rounds 3 --duration 2s --json olap.json%n",
            "Exit codes: 0 measured, 1 could not measure, 2 wrong command line, 130 stopped by Ctrl-C"
                    + " (what was measured until then is printed and saved)."
        })
public final class ThroughputCommand implements Callable<Integer> {

    private static final int MAX_CLIENTS = 256;
    private static final Duration MAX_DELAY = Duration.ofSeconds(1);

    @Spec private CommandSpec command;

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "MODE",
            converter = ModeConverter.class,
            defaultValue = "none,zookeeper,olap",
            description = "What to compare; default: ${DEFAULT-VALUE}.")
    private List<Mode> modes;

    @Option(
            names = "--clients",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,8,32",
            description =
                    "How many clients ask at the same time; each number is measured by itself;"
                            + " default: ${DEFAULT-VALUE}.")
    private List<Integer> clients;

    @Option(
            names = "--coordination-delay",
            split = ",",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "0ms",
            description =
                    "How far away ZooKeeper is: what a round trip takes longer than on loopback. With"
                            + " several, each mode that uses ZooKeeper gets a cluster for each;"
                            + " default: ${DEFAULT-VALUE}.")
    private List<Duration> coordinationDelays;

    @Option(
            names = "--storage-delay",
            split = ",",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "0ms",
            description =
                    "How far away the storage is: what each operation of the file system takes longer"
                            + " than on a local disk. With as many as there are coordination delays,"
                            + " the first goes with the first and so on; a single one goes with all;"
                            + " default: ${DEFAULT-VALUE}.")
    private List<Duration> storageDelays;

    @Option(
            names = "--processes",
            description =
                    "Start a process for each JobManager and TaskManager and ask over REST, instead of"
                            + " running all in one JVM.")
    private boolean processes;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "20",
            description =
                    "How often each cluster is measured; many short rounds tell more than few long ones;"
                            + " default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--duration",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "1500ms",
            description = "How long each measurement takes; default: ${DEFAULT-VALUE}.")
    private Duration duration;

    @Option(
            names = "--warm-up",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            defaultValue = "15s",
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

    @Option(
            names = "-D",
            paramLabel = "KEY=VALUE",
            description =
                    "A setting of Flink for all clusters; may be repeated. High availability is set by"
                            + " the mode.")
    private Map<String, String> flinkSettings = new TreeMap<>();

    @Mixin private RunOptions options;

    @Override
    public Integer call() {
        return options.carryOut(new ThroughputRun(plan()));
    }

    ThroughputPlan plan() {
        require(rounds >= 1, "--rounds must be at least 1, but is " + rounds + ".");
        require(
                clients.stream().allMatch(count -> count >= 1 && count <= MAX_CLIENTS),
                "--clients must be from 1 to " + MAX_CLIENTS + ", but is " + clients + ".");
        require(
                maxDisturbance >= 1 && maxDisturbance <= 100,
                "--max-disturbance must be from 1 to 100, but is " + maxDisturbance + ".");
        require(!duration.isZero(), "--duration must not be zero.");
        require(areShort(coordinationDelays), "--coordination-delay must be at most 1s.");
        require(areShort(storageDelays), "--storage-delay must be at most 1s.");
        require(
                coordinationDelays.size() == storageDelays.size()
                        || coordinationDelays.size() == 1
                        || storageDelays.size() == 1,
                "--coordination-delay and --storage-delay go together pair by pair, but there are "
                        + coordinationDelays.size()
                        + " and "
                        + storageDelays.size()
                        + ".");
        flinkSettings.keySet().stream()
                .filter(key -> key.startsWith("high-availability"))
                .findFirst()
                .ifPresent(key -> require(false, "-D " + key + " cannot be set: the mode does."));
        return new ThroughputPlan(
                ClusterSpec.combinations(modes, Distance.pairs(coordinationDelays, storageDelays)),
                processes ? Runtime.PROCESSES : Runtime.EMBEDDED,
                clients.stream().distinct().sorted().toList(),
                rounds,
                duration,
                warmUp,
                maxDisturbance / 100.0,
                flinkSettings);
    }

    private static boolean areShort(List<Duration> delays) {
        return delays.stream().allMatch(delay -> delay.compareTo(MAX_DELAY) <= 0);
    }

    private void require(boolean condition, String sentence) {
        if (!condition) {
            throw new ParameterException(command.commandLine(), sentence);
        }
    }
}
