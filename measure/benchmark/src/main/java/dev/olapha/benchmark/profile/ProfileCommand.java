package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.cli.Requirements;
import dev.olapha.benchmark.cli.SizeConverter;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.run.RunOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;

/** {@code ./bench profile}. */
@Command(
        name = "profile",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Where a query's time goes: every call to high availability, and what is shipped.",
        description = {
            "%nA profiler stands between Flink and its high availability, whosever that is, and records"
                    + " every call: to the stores of plans, results, applications and checkpoints, to the"
                    + " blob store, to leader election and retrieval, and clean-up. Beside them it"
                    + " records the remote calls that a query goes through, the bytes of task deployment"
                    + " descriptors and of the job information in them, and the download of jars.%n",
            "Without --from it starts a small cluster of real processes for each mode and asks it"
                    + " queries that do nothing. Figures of modes compare within one run only; the"
                    + " profiler itself costs some microseconds a call.%n",
            "With --from it reads what your own cluster has written. To have it written, put"
                    + " profiler/target/flink-olap-ha-profiler-0.1.0.jar into lib/ of every process and"
                    + " set, in place of your high-availability.type:%n",
            "  high-availability.type: dev.olapha.profile.ProfilingHaServicesFactory",
            "  high-availability.profiler.wrapped-type: zookeeper   # what you had there: zookeeper,",
            "                                                       # kubernetes, NONE or a factory",
            "  high-availability.profiler.directory: /var/tmp/flink-profile%n",
            "Restart, let queries run, collect the files of all processes and name them here. The"
                    + " files are written every 10 s (high-availability.profiler.interval) and when a"
                    + " process ends; memory is bounded: totals count all queries, and the last 200"
                    + " (high-availability.profiler.queries) are kept call by call. With any factory"
                    + " Flink takes the JobManager's port from jobmanager.rpc.port and not from"
                    + " high-availability.jobmanager.port.%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench profile",
            "  ./bench profile --modes zookeeper --parallelism 16 --jar 20MB",
            "  ./bench profile --from /var/tmp/flink-profile --html profile.html%n",
            "Exit codes: 0 measured, 1 could not measure, 2 wrong command line, 130 stopped by Ctrl-C."
        })
public final class ProfileCommand implements Callable<Integer> {

    private static final int MOST_QUERIES = 10_000;
    private static final int MOST_TASKS = 128;
    private static final long LARGEST_JAR = 1_000_000_000L;

    @Spec private CommandSpec command;

    @Option(
            names = "--from",
            split = ",",
            paramLabel = "FILE",
            description =
                    "Read these files that profiled processes have written, or all profile-*.json of"
                            + " these directories, and start no cluster.")
    private List<Path> files = List.of();

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "MODE",
            defaultValue = "zookeeper,olap",
            description =
                    "What to profile: those of ./bench throughput that use ZooKeeper; default:"
                            + " ${DEFAULT-VALUE}.")
    private List<Mode> modes;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "100",
            description =
                    "How many queries each cluster is profiled with; default: ${DEFAULT-VALUE}.")
    private int queries;

    @Option(
            names = "--warm-up",
            paramLabel = "N",
            defaultValue = "200",
            description = "How many it answers before; default: ${DEFAULT-VALUE}.")
    private int warmUp;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "4",
            description = "How many tasks each query has; default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--jar",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            defaultValue = "100KB",
            description =
                    "The size of the jar that each query brings along; 0B for none; default:"
                            + " ${DEFAULT-VALUE}.")
    private long jarBytes;

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
        if (files.isEmpty()) {
            return options.carryOut(new ProfileRun(plan()));
        }
        final Requirements all = new Requirements(command);
        files.forEach(
                file -> all.require(Files.isReadable(file), "--from " + file + " cannot be read."));
        return options.carryOut(new FromFiles(files));
    }

    ProfilePlan plan() {
        final Requirements all = new Requirements(command);
        modes.forEach(
                mode ->
                        all.require(
                                mode.coordination() == Mode.Coordination.ZOOKEEPER,
                                "--modes: " + mode.id() + " does not use ZooKeeper."));
        all.within("--queries", queries, 1, MOST_QUERIES);
        all.within("--warm-up", warmUp, 0, MOST_QUERIES);
        all.within("--parallelism", parallelism, 1, MOST_TASKS);
        all.require(jarBytes <= LARGEST_JAR, "--jar must be at most 1GB.");
        all.leaveHighAvailability(flinkSettings);
        return new ProfilePlan(
                modes.stream().distinct().toList(),
                queries,
                warmUp,
                parallelism,
                jarBytes,
                flinkSettings);
    }
}
