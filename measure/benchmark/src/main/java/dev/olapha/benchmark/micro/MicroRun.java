package dev.olapha.benchmark.micro;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.cli.StatusLine;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.TextTable;
import dev.olapha.benchmark.run.Measurement;
import dev.olapha.benchmark.statistics.Spread;

import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Runs JMH. */
final class MicroRun implements Measurement {

    private static final String TITLE = "Micro: the paths that every query takes";
    private static final String QUESTION =
            "How many nanoseconds does this product add where every query passes?";

    /** Run with several threads it would measure nothing that happens. */
    private static final String BY_ONE_THREAD = "JobLeaderBenchmark.announceToAll";

    private final List<Integer> threads;
    private final int forks;
    private final int iterations;
    private final String only;
    private final List<MicroSample> samples = new ArrayList<>();

    /**
     * @param only a part of the names of those that are run; empty for all
     */
    MicroRun(List<Integer> threads, int forks, int iterations, String only) {
        this.threads = List.copyOf(threads);
        this.forks = forks;
        this.iterations = iterations;
        this.only = only;
    }

    @Override
    public String name() {
        return "micro";
    }

    @Override
    public void run(StatusLine status, Runnable save) {
        for (final int count : threads) {
            status.milestone("JMH with " + count + (count == 1 ? " thread" : " threads"));
            final OptionsBuilder options = new OptionsBuilder();
            options.include("^dev\\.olapha\\..*" + Pattern.quote(only));
            if (count > 1) {
                options.exclude(BY_ONE_THREAD.replace(".", "\\."));
            }
            options.threads(count)
                    .forks(forks)
                    .warmupIterations(iterations)
                    .warmupTime(TimeValue.seconds(1))
                    .measurementIterations(iterations)
                    .measurementTime(TimeValue.seconds(1))
                    .verbosity(VerboseMode.SILENT)
                    .shouldFailOnError(true);
            try {
                new Runner(options.build())
                        .run()
                        .forEach(result -> samples.add(sample(count, result)));
            } catch (NoBenchmarksException e) {
                // None of those that were asked for is for several threads.
                continue;
            } catch (RunnerException e) {
                throw new BenchmarkException("JMH could not run: " + e.getMessage() + ".", e);
            }
            save.run();
        }
        if (samples.isEmpty()) {
            throw new BenchmarkException("No benchmark has '" + only + "' in its name.");
        }
    }

    @Override
    public Object results() {
        return Map.of("forks", forks, "iterations", iterations, "samples", List.copyOf(samples));
    }

    @Override
    public Findings findings() {
        final TextTable table =
                new TextTable(1, "operation", "threads", "ns/operation", "[min..max]");
        for (final MicroSample sample : samples) {
            final Spread spread = Spread.of(sample.nanos());
            table.add(
                    sample.name(),
                    Integer.toString(sample.threads()),
                    String.format(Locale.ROOT, "%,.0f", spread.median()),
                    String.format(Locale.ROOT, "[%,.0f..%,.0f]", spread.min(), spread.max()));
        }
        return new Findings(
                TITLE, QUESTION, List.of(), List.of(), List.of(table.toTable()), List.of());
    }

    private static MicroSample sample(int threads, RunResult result) {
        final List<Double> nanos = new ArrayList<>();
        for (final BenchmarkResult fork : result.getBenchmarkResults()) {
            for (final IterationResult iteration : fork.getIterationResults()) {
                nanos.add(iteration.getPrimaryResult().getScore());
            }
        }
        return new MicroSample(nameOf(result), threads, nanos);
    }

    private static String nameOf(RunResult result) {
        final String full = result.getParams().getBenchmark();
        final int method = full.lastIndexOf('.');
        final String parameters =
                result.getParams().getParamsKeys().stream()
                        .map(key -> key + "=" + result.getParams().getParam(key))
                        .collect(Collectors.joining(" "));
        return (full.substring(full.lastIndexOf('.', method - 1) + 1) + " " + parameters).trim();
    }
}
