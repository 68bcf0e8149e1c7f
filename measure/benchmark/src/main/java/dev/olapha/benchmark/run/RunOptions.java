package dev.olapha.benchmark.run;

import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.report.JsonFile;
import dev.olapha.benchmark.report.RunInfo;
import dev.olapha.benchmark.report.WholeFile;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;

/**
 * What every subcommand that measures has: where its results go. To be mixed in with
 * {@code @Mixin}.
 */
public final class RunOptions {

    private static final DateTimeFormatter FILE_TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--json",
            paramLabel = "FILE",
            description =
                    "Where to save what was found and on which machine, for ./bench page; default: a"
                            + " new file in measure/benchmark/target/results.")
    private Path json;

    @Option(
            names = "--samples",
            paramLabel = "FILE",
            description =
                    "Where to save every single measurement; default: a new file in"
                            + " measure/benchmark/target/results.")
    private Path samples;

    @Option(
            names = "--html",
            paramLabel = "FILE",
            description =
                    "Where to save the page with pictures, which opens offline; default: beside the"
                            + " JSON file.")
    private Path html;

    /**
     * Runs a measurement. What was measured is saved and printed even if it fails or the user stops
     * it.
     *
     * @return the exit code
     * @throws dev.olapha.benchmark.cli.BenchmarkException if it failed, after everything is saved
     */
    public int carryOut(Measurement measurement) {
        final Path jsonPath = json == null ? newFile(measurement.name()) : json;
        final Path htmlPath = html == null ? pageBeside(jsonPath) : html;
        return new Run(
                        measurement,
                        RunInfo.begin(measurement.name(), commandLine()),
                        JsonFile.at(jsonPath),
                        JsonFile.at(
                                samples == null
                                        ? newFile(measurement.name() + "-samples")
                                        : samples),
                        WholeFile.at(htmlPath),
                        StatusLine.onStandardError(),
                        command.commandLine().getOut())
                .carryOut();
    }

    /** Where results go that nobody has said a place for. */
    public static Path newFile(String name) {
        return Path.of(
                System.getProperty("olapha.bench.results", "results"),
                name + "-" + FILE_TIME.format(LocalDateTime.now()) + ".json");
    }

    /** Where the page of a JSON file lies unless the user says otherwise. */
    public static Path pageBeside(Path json) {
        final String name = json.getFileName().toString().replaceFirst("\\.json$", "");
        return json.resolveSibling(name + ".html");
    }

    private String commandLine() {
        return "./bench "
                + String.join(" ", command.root().commandLine().getParseResult().originalArgs());
    }
}
