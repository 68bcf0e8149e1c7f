package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cli.Requirements;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.cluster.Mode.Coordination;
import dev.olapha.benchmark.run.RunOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./bench soak}. */
@Command(
        name = "soak",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "What grows over many queries and several failovers.",
        description = {
            "%nEach mode gets a cluster of real processes: two JobManagers with a ZooKeeper of their"
                    + " own, or one without high availability, and a TaskManager. Clients ask queries"
                    + " that do nothing; now and then the leading JobManager is killed. In between,"
                    + " when nothing is asked, this reads heap after garbage collection, threads, open"
                    + " files, watches, znodes, stored files and blob directories.%n",
            "Modes are those of ./bench throughput, without those on Kubernetes. Needs a JDK (jcmd) and, for threads and open files,"
                    + " Linux.%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench soak",
            "  ./bench soak --modes none,zookeeper,olap --queries 50000 --failovers 5%n",
            "Exit codes: 0 measured, 1 could not measure, 2 wrong command line, 130 stopped by Ctrl-C"
                    + " (what was measured until then is printed and saved)."
        })
public final class SoakCommand implements Callable<Integer> {

    @Spec private CommandSpec command;

    @Option(
            names = "--modes",
            split = ",",
            paramLabel = "MODE",
            defaultValue = "none,zookeeper,olap",
            description = "What to compare; default: ${DEFAULT-VALUE}.")
    private List<Mode> modes;

    @Option(
            names = "--queries",
            paramLabel = "N",
            defaultValue = "20000",
            description = "How many each cluster answers; default: ${DEFAULT-VALUE}.")
    private int queries;

    @Option(
            names = "--clients",
            paramLabel = "N",
            defaultValue = "8",
            description = "How many ask at the same time; default: ${DEFAULT-VALUE}.")
    private int clients;

    @Option(
            names = "--failovers",
            paramLabel = "N",
            defaultValue = "3",
            description = "How often the leading JobManager is killed; default: ${DEFAULT-VALUE}.")
    private int failovers;

    @Option(
            names = "--readings",
            paramLabel = "N",
            defaultValue = "20",
            description = "How often each cluster is looked at; default: ${DEFAULT-VALUE}.")
    private int readings;

    @Mixin private RunOptions options;

    @Override
    public Integer call() {
        final Requirements all = new Requirements(command);
        all.within("--clients", clients, 1, 64);
        all.within("--readings", readings, 1, 1000);
        all.require(queries >= readings, "--queries must be at least --readings.");
        all.within("--failovers", failovers, 0, readings - 1);
        modes.forEach(
                mode ->
                        all.require(
                                mode.coordination() != Coordination.KUBERNETES,
                                "--modes: " + mode.id() + " cannot be soaked."));
        return options.carryOut(
                new SoakRun(
                        new SoakPlan(
                                modes.stream().distinct().toList(),
                                queries,
                                clients,
                                failovers,
                                readings)));
    }
}
