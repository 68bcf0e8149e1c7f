package dev.olapha.benchmark.wordcount;

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

/** {@code ./bench wordcount}. */
@Command(
        name = "wordcount",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "WordCount with many parallel tasks: the case from the discussion of FLIP-403.",
        description = {
            "%nThe discussion reports that disabling the blob store doubled the queries per second of"
                    + " WordCount jobs with 128 parallel tasks. This runs that case: each mode gets a"
                    + " JobManager and two TaskManagers, each a process, and clients count the words of"
                    + " a generated text (the comments on TPC-H's orders) over Flink's REST client. The"
                    + " query's classes are on the class path of all processes, so no jar is shipped."
                    + " Every answer is checked.%n",
            "Modes are those of ./bench throughput. olap-blobs and olap differ by the blob store and"
                    + " nothing else.%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench wordcount",
            "  ./bench wordcount --parallelism 16 --clients 1,4 --storage-delay 20ms%n",
            "Exit codes: 0 measured, 1 could not measure, 2 wrong command line, 130 stopped by Ctrl-C"
                    + " (what was measured until then is printed and saved)."
        })
public final class WordCountCommand implements Callable<Integer> {

    private static final int MAX_PARALLELISM = 512;

    @Spec private CommandSpec command;

    @Option(
            names = "--parallelism",
            paramLabel = "N",
            defaultValue = "128",
            description = "Tasks that read, and tasks that count; default: ${DEFAULT-VALUE}.")
    private int parallelism;

    @Option(
            names = "--scale",
            paramLabel = "SCALE",
            defaultValue = "0.01",
            description =
                    "How long the text is, as TPC-H's scale; 0.01 has about 100 000 words; default:"
                            + " ${DEFAULT-VALUE}.")
    private double scale;

    @Mixin private ThroughputOptions load;

    @Mixin private RunOptions options;

    @Override
    public Integer call() {
        final Requirements all = new Requirements(command);
        all.within("--parallelism", parallelism, 1, MAX_PARALLELISM);
        all.within("--scale", scale, 0.001, 1.0);
        return options.carryOut(
                new ThroughputRun(load.plan(), new WordCountQueries(parallelism, scale)));
    }
}
