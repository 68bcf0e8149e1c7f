package dev.olapha.benchmark.all;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.page.Page;
import dev.olapha.benchmark.report.Completion;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.JsonFile;
import dev.olapha.benchmark.report.RunInfo;
import dev.olapha.benchmark.report.RunReport;
import dev.olapha.benchmark.report.WholeFile;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Runs part after part and keeps one page about all of them up to date. Used by one thread. */
final class WholeRun {

    private static final String PAGE = "index.html";

    private final List<Part> parts;
    private final Size size;
    private final Path directory;
    private final String mainClass;
    private final String commandLine;
    private final StatusLine status;
    private final WholeFile page;
    private final List<RunReport> reports = new ArrayList<>();

    /**
     * @param directory for the page and each part's files
     */
    WholeRun(
            List<Part> parts,
            Size size,
            Path directory,
            String mainClass,
            String commandLine,
            StatusLine status) {
        this.parts = List.copyOf(parts);
        this.size = size;
        this.directory = directory;
        this.mainClass = mainClass;
        this.commandLine = commandLine;
        this.status = status;
        this.page = WholeFile.at(directory.resolve(PAGE));
    }

    Path page() {
        return page.path();
    }

    /**
     * @return whether every part measured all it was asked to
     */
    boolean carryOut() throws InterruptedException {
        for (int i = 0; i < parts.size(); i++) {
            status.milestone("Part " + (i + 1) + " of " + parts.size() + ": " + parts.get(i).id());
            status.clear();
            carryOut(parts.get(i));
        }
        return reports.stream().allMatch(report -> report.completion() == Completion.COMPLETE);
    }

    private void carryOut(Part part) throws InterruptedException {
        final Path json = directory.resolve(part.id() + ".json");
        final Instant started = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        String ending = "It was stopped.";
        try {
            final List<String> arguments = new ArrayList<>(part.arguments(size));
            arguments.add("--json");
            arguments.add(json.toString());
            final OptionalInt exit =
                    PartProcess.start(mainClass, arguments).await(size.limitOfAPart());
            ending =
                    exit.isPresent()
                            ? "It ended with exit code " + exit.getAsInt() + "."
                            : "It took more than "
                                    + size.limitOfAPart().toMinutes()
                                    + " minutes and was stopped.";
        } catch (BenchmarkException e) {
            ending = e.getMessage();
        } finally {
            reports.add(report(part, json, started, ending));
            page.write(new Page(reports).toBytes());
        }
    }

    private RunReport report(Part part, Path json, Instant started, String ending) {
        if (Files.isReadable(json)) {
            try {
                return JsonFile.read(json);
            } catch (BenchmarkException e) {
                return nothing(part, started, ending + " " + e.getMessage());
            }
        }
        return nothing(part, started, ending + " It has saved nothing.");
    }

    private RunReport nothing(Part part, Instant started, String ending) {
        final RunInfo here = RunInfo.begin(part.id(), commandLine);
        return new RunReport(
                new RunInfo(
                        here.subcommand(),
                        here.commandLine(),
                        started,
                        here.machine(),
                        here.flinkVersion(),
                        here.productVersion()),
                Completion.FAILED,
                ending,
                Instant.now().truncatedTo(ChronoUnit.SECONDS),
                Findings.none(part.id(), part.question()));
    }
}
