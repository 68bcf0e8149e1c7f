package dev.olapha.benchmark.run;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cli.Interruption;
import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.page.Page;
import dev.olapha.benchmark.report.Completion;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.JsonFile;
import dev.olapha.benchmark.report.RunInfo;
import dev.olapha.benchmark.report.RunReport;
import dev.olapha.benchmark.report.RunResults;
import dev.olapha.benchmark.report.TextTable;
import dev.olapha.benchmark.report.WholeFile;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** One run of a measurement, from its first sign of life to its page. */
final class Run {

    private static final Logger LOG = LoggerFactory.getLogger(Run.class);

    private static final int INTERRUPTED = 130;

    private final Measurement measurement;
    private final RunInfo info;
    private final JsonFile json;
    private final JsonFile samples;
    private final WholeFile page;
    private final StatusLine status;
    private final PrintWriter out;

    Run(
            Measurement measurement,
            RunInfo info,
            JsonFile json,
            JsonFile samples,
            WholeFile page,
            StatusLine status,
            PrintWriter out) {
        this.measurement = measurement;
        this.info = info;
        this.json = json;
        this.samples = samples;
        this.page = page;
        this.status = status;
        this.out = out;
    }

    int carryOut() {
        try (Interruption interruption = Interruption.ofThisThread()) {
            try {
                measurement.run(status, () -> save(Completion.RUNNING, null));
                finish(Completion.COMPLETE, null);
                return 0;
            } catch (InterruptedException | RuntimeException e) {
                // Thread.interrupted(): writing a file must not fail of it.
                if (Thread.interrupted() || interruption.requested()) {
                    finish(Completion.INTERRUPTED, null);
                    return INTERRUPTED;
                }
                final BenchmarkException failure = failure(e);
                finish(Completion.FAILED, failure.getMessage());
                throw failure;
            }
        }
    }

    private static BenchmarkException failure(Exception e) {
        if (e instanceof BenchmarkException) {
            return (BenchmarkException) e;
        }
        LOG.error("The run failed.", e);
        final String first = String.valueOf(e.getMessage()).lines().findFirst().orElse("");
        return new BenchmarkException(
                "The run failed: " + (first.isEmpty() ? e.getClass().getSimpleName() : first) + ".",
                e);
    }

    private RunReport save(Completion completion, String failure) {
        final Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        final RunReport report =
                new RunReport(info, completion, failure, now, measurement.findings());
        samples.write(new RunResults(info, completion, now, measurement.results()));
        json.write(report);
        return report;
    }

    private void finish(Completion completion, String failure) {
        final RunReport report = save(completion, failure);
        page.write(new Page(List.of(report)).toBytes());
        status.clear();
        if (completion == Completion.INTERRUPTED) {
            out.println("Stopped before its end: these are the figures until then.");
        }
        print(report.findings());
        out.println("Saved in " + json.path());
        out.println("Samples   " + samples.path());
        out.println("Page      " + page.path());
        out.flush();
    }

    private void print(Findings findings) {
        findings.tables().forEach(table -> out.println(TextTable.render(table)));
        findings.remarks().forEach(out::println);
        if (!findings.remarks().isEmpty()) {
            out.println();
        }
    }
}
