package dev.olapha.benchmark.tpch;

import dev.olapha.benchmark.cli.Requirements;
import dev.olapha.benchmark.run.RunOptions;
import dev.olapha.benchmark.throughput.ThroughputOptions;
import dev.olapha.benchmark.throughput.ThroughputRun;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.concurrent.Callable;

/** {@code ./bench queries}. */
@Command(
        name = "queries",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "TPC-H queries over JDBC and SQL Gateway.",
        description = {
            "%nEach mode gets a JobManager, a TaskManager and a SQL Gateway, each a process, and clients"
                    + " that ask six TPC-H queries over JDBC one after the other, as an application"
                    + " would. Every answer is compared with the right one, which is computed without"
                    + " Flink.%n",
            "Modes are those of ./bench throughput.%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench queries",
            "  ./bench queries --clients 1,4 --coordination-delay 5ms --storage-delay 20ms%n",
            "Exit codes: 0 measured, 1 could not measure, 2 wrong command line, 130 stopped by Ctrl-C"
                    + " (what was measured until then is printed and saved)."
        })
public final class QueriesCommand implements Callable<Integer> {

    @Spec private CommandSpec command;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            defaultValue = "0.01",
            description =
                    "TPC-H's scale; 0.01 has 60 thousand line items; default:"
                            + " ${DEFAULT-VALUE}.")
    private double scale;

    @Mixin private ThroughputOptions load;

    @Mixin private RunOptions options;

    @Override
    public Integer call() {
        new Requirements(command).within("--scale", scale, 0.005, 1.0);
        return options.carryOut(new ThroughputRun(load.plan(), new TpchQueries(scale)));
    }
}
