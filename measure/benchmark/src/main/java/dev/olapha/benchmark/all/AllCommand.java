package dev.olapha.benchmark.all;

import dev.olapha.benchmark.cli.Interruption;
import dev.olapha.benchmark.cli.StatusLine;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

/** {@code ./bench all}. */
@Command(
        name = "all",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        header = "Everything, one part after the other, and one page about all of it.",
        description = {
            "%nRuns the other subcommands, each in a process of its own, and makes one page with the"
                    + " pictures of all of them: how much slower stock high availability is, how much"
                    + " slower flink-olap-ha is, how that changes with clients and with distance, where"
                    + " stock spends the time, and when the blob store pays.%n",
            "A part that fails or hangs is named on the page with its reason; the others go on. The"
                    + " page is there after the first part and grows with each.%n"
        },
        optionListHeading = "Options:%n",
        footerHeading = "%nExamples:%n",
        footer = {
            "  ./bench all --quick",
            "  ./bench all --parts throughput,queries --directory evidence%n",
            "Exit codes: 0 everything was measured, 1 a part failed, 2 wrong command line, 130 stopped"
                    + " by Ctrl-C (the page has what was measured until then)."
        })
public final class AllCommand implements Callable<Integer> {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    /** A part needs up to 40 s to stop. */
    private static final Duration PATIENCE = Duration.ofSeconds(50);

    private static final int INTERRUPTED = 130;

    @Spec private CommandSpec command;

    @Option(
            names = "--quick",
            description =
                    "A small version of each part, about ten minutes on two processors; its figures"
                            + " show the picture, not the second digit. Without it: what it takes,"
                            + " about two hours.")
    private boolean quick;

    @Option(
            names = "--parts",
            split = ",",
            paramLabel = "PART",
            description = "Only these parts, in the order of the page; default: all.")
    private List<String> chosen;

    @Option(
            names = "--directory",
            paramLabel = "DIR",
            description =
                    "Where the page (index.html) and each part's JSON file go; default: a new directory"
                            + " in measure/benchmark/target/results.")
    private Path directory;

    @Override
    public Integer call() {
        final WholeRun run =
                new WholeRun(
                        parts(),
                        size(),
                        directory == null ? newDirectory() : directory,
                        command.root().userObject().getClass().getName(),
                        "./bench "
                                + String.join(
                                        " ",
                                        command.root()
                                                .commandLine()
                                                .getParseResult()
                                                .originalArgs()),
                        StatusLine.onStandardError());
        final PrintWriter out = command.commandLine().getOut();
        try (Interruption interruption = Interruption.ofThisThread(PATIENCE)) {
            try {
                return run.carryOut() ? 0 : 1;
            } catch (InterruptedException e) {
                return INTERRUPTED;
            } finally {
                out.println("Page of all parts " + run.page());
                out.flush();
            }
        }
    }

    private Size size() {
        return quick ? Size.QUICK : Size.FULL;
    }

    private List<Part> parts() {
        if (chosen == null) {
            return Parts.of(size());
        }
        final List<String> known = Parts.of(size()).stream().map(Part::id).toList();
        for (final String id : chosen) {
            if (!known.contains(id)) {
                throw new ParameterException(
                        command.commandLine(),
                        "'"
                                + id
                                + (quick ? "' is no part of a quick run" : "' is no part")
                                + "; there are "
                                + known.stream().collect(Collectors.joining(", "))
                                + ".");
            }
        }
        return Parts.of(size()).stream().filter(part -> chosen.contains(part.id())).toList();
    }

    private static Path newDirectory() {
        return Path.of(
                System.getProperty("olapha.bench.results", "results"),
                "all-" + TIME.format(LocalDateTime.now()));
    }
}
