package dev.olapha.benchmark.micro;

import dev.olapha.benchmark.cli.Requirements;
import dev.olapha.benchmark.run.RunOptions;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.util.List;
import java.util.concurrent.Callable;

/** {@code ./bench micro}. */
@Command(
        name = "micro",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "What the paths of this product cost that every query takes, in nanoseconds.",
        description = {
            "%nJMH runs them in JVMs of their own, with one thread and with several: start and end of a"
                    + " job's leadership, a job that watches its leader among others, a new leader for"
                    + " all of them, and the life of a job's result.%n",
            "They are there to find regressions: a query takes milliseconds.%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench micro",
            "  ./bench micro --threads 1,8 --forks 3 --iterations 5%n",
            "Exit codes: 0 measured, 1 could not measure, 2 wrong command line, 130 stopped by Ctrl-C."
        })
public final class MicroCommand implements Callable<Integer> {

    private static final int MOST = 100;

    @Spec private CommandSpec command;

    @Option(
            names = "--threads",
            split = ",",
            paramLabel = "N",
            defaultValue = "1,4",
            description = "How many threads at the same time; default: ${DEFAULT-VALUE}.")
    private List<Integer> threads;

    @Option(
            names = "--forks",
            paramLabel = "N",
            defaultValue = "2",
            description = "JVMs for each figure; default: ${DEFAULT-VALUE}.")
    private int forks;

    @Option(
            names = "--iterations",
            paramLabel = "N",
            defaultValue = "3",
            description =
                    "Seconds that each JVM measures, after as many to warm up; default:"
                            + " ${DEFAULT-VALUE}.")
    private int iterations;

    @Option(
            names = "--only",
            paramLabel = "PART",
            defaultValue = "",
            description = "Only those with this in their name, for example JobElection.")
    private String only;

    @Mixin private RunOptions options;

    @Override
    public Integer call() {
        final Requirements all = new Requirements(command);
        all.allWithin("--threads", threads, 1, MOST);
        all.within("--forks", forks, 1, MOST);
        all.within("--iterations", iterations, 1, MOST);
        return options.carryOut(new MicroRun(threads, forks, iterations, only));
    }
}
