package dev.olapha.benchmark.jars;

import dev.olapha.benchmark.cli.Requirements;
import dev.olapha.benchmark.cli.SizeConverter;
import dev.olapha.benchmark.run.RunOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./bench jars}. */
@Command(
        name = "jars",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Whether large jars make the JobManager a hot spot, and when the blob store pays.",
        description = {
            "%nQueries bring a jar along and have one task on every TaskManager. With the blob store"
                    + " off every TaskManager downloads the jar from the JobManager; with it on, the"
                    + " JobManager writes it to the shared storage once, and they read it there.%n",
            "What is measured: the time from the client's sending a query to its first and to its last"
                    + " running task, and the bytes that the JobManager and the storage serve, with"
                    + " real processes (flink-olap-ha, job recovery off). All of them share one machine,"
                    + " whose loopback and disk are faster than most networks.%n",
            "What is modelled: the seconds that the measured bytes need over a network of"
                    + " --network-bandwidth, and from how many TaskManagers on the blob store is"
                    + " faster. Tables and pictures say which is which.%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench jars",
            "  ./bench jars --size 1MB,20MB,200MB --taskmanagers 2,4,8",
            "  ./bench jars --network-bandwidth 1Gbit --storage-bandwidth 5Gbit --storage-delay 50ms%n",
            "Exit codes: 0 measured, 1 could not measure, 2 wrong command line, 130 stopped by Ctrl-C."
        })
public final class JarsCommand implements Callable<Integer> {

    private static final long SMALLEST = 1_000;
    private static final long LARGEST = 1_000_000_000;
    private static final int MOST_TASK_MANAGERS = 32;
    private static final int MOST_ROUNDS = 1_000;

    @Spec private CommandSpec command;

    @Option(
            names = "--size",
            split = ",",
            paramLabel = "SIZE",
            converter = SizeConverter.class,
            defaultValue = "1MB,20MB,200MB",
            description = "Sizes of the jar; default: ${DEFAULT-VALUE}.")
    private List<Long> sizes;

    @Option(
            names = "--taskmanagers",
            split = ",",
            paramLabel = "N",
            defaultValue = "2,8",
            description = "How many TaskManagers a cluster has; default: ${DEFAULT-VALUE}.")
    private List<Integer> taskManagers;

    @Option(
            names = "--rounds",
            paramLabel = "N",
            defaultValue = "5",
            description = "How often each jar is sent to each cluster; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Option(
            names = "--network-bandwidth",
            paramLabel = "BITS",
            converter = BandwidthConverter.class,
            defaultValue = "10Gbit",
            description =
                    "For the model: what each machine sends and receives in a second; default:"
                            + " ${DEFAULT-VALUE}.")
    private Bandwidth network;

    @Option(
            names = "--storage-bandwidth",
            paramLabel = "BITS",
            converter = BandwidthConverter.class,
            defaultValue = "40Gbit",
            description =
                    "For the model: what the storage serves to all readers together in a second;"
                            + " default: ${DEFAULT-VALUE}.")
    private Bandwidth storage;

    @Option(
            names = "--storage-delay",
            paramLabel = "TIME",
            defaultValue = "20ms",
            description =
                    "For the model: what the storage takes for a file beside its bytes; default:"
                            + " ${DEFAULT-VALUE}.")
    private Duration storageDelay;

    @Mixin private RunOptions options;

    @Override
    public Integer call() {
        return options.carryOut(new JarsRun(plan()));
    }

    JarsPlan plan() {
        final Requirements all = new Requirements(command);
        all.require(
                sizes.stream().allMatch(size -> size >= SMALLEST && size <= LARGEST),
                "--size must be from 1KB to 1GB.");
        all.allWithin("--taskmanagers", taskManagers, 1, MOST_TASK_MANAGERS);
        all.within("--rounds", rounds, 1, MOST_ROUNDS);
        return new JarsPlan(
                sizes.stream().distinct().sorted().toList(),
                taskManagers.stream().distinct().sorted().toList(),
                rounds,
                new NetworkModel(
                        network.bytesPerSecond(),
                        storage.bytesPerSecond(),
                        storageDelay.toMillis()));
    }
}
