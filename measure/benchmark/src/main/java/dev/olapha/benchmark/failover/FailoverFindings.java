package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.Headline;
import dev.olapha.benchmark.report.Picture;
import dev.olapha.benchmark.report.Table;
import dev.olapha.benchmark.report.TextTable;
import dev.olapha.benchmark.report.TimelineChart;
import dev.olapha.benchmark.report.TimelineChart.Lane;
import dev.olapha.benchmark.report.TimelineChart.Span;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a failover run says, for people. */
final class FailoverFindings {

    private static final String TITLE = "Failover: the leading JobManager is killed";
    private static final String QUESTION =
            "How long does it take after kill -9 until the next query is answered, and what takes it?";
    private static final double MILLIS = 1_000;

    private final FailoverResults results;

    FailoverFindings(FailoverResults results) {
        this.results = results;
    }

    Findings findings() {
        if (results.samples().isEmpty()) {
            return Findings.none(TITLE, QUESTION);
        }
        return new Findings(
                TITLE, QUESTION, headlines(), List.of(picture()), List.of(table()), remarks());
    }

    private List<Mode> modes() {
        return results.plan().modes().stream().filter(mode -> typical(mode).isPresent()).toList();
    }

    /** The failover with the median time to the first answer: one that happened, not a mixture. */
    private Optional<Moments> typical(Mode mode) {
        final List<Moments> sorted =
                results.samples().stream()
                        .filter(sample -> sample.mode() == mode)
                        .map(FailoverSample::moments)
                        .sorted(Comparator.comparingLong(Moments::answered))
                        .toList();
        return sorted.isEmpty()
                ? Optional.empty()
                : Optional.of(sorted.get((sorted.size() - 1) / 2));
    }

    private List<Headline> headlines() {
        return modes().stream()
                .map(
                        mode ->
                                new Headline(
                                        seconds(typical(mode).orElseThrow().answered()) + " s",
                                        mode.id() + ": from kill -9 to the next answer, median",
                                        mode.tone()))
                .toList();
    }

    private Picture picture() {
        final List<Lane> lanes = new ArrayList<>();
        for (Mode mode : modes()) {
            final Moments moments = typical(mode).orElseThrow();
            double before = 0;
            for (FailoverPhase phase : FailoverPhase.ALL) {
                final double end = phase.end().applyAsLong(moments) / MILLIS;
                // What is observed from outside may be seen a moment after what follows from it.
                lanes.add(
                        new Lane(
                                mode.id() + ": " + phase.name(),
                                List.of(new Span("", mode.tone(), Math.min(before, end), end))));
                before = Math.max(before, end);
            }
        }
        return new Picture(
                "What happens after kill -9, and when",
                "The failover with the median time to the first answer of each mode; time runs from the"
                        + " kill, on one axis for all modes. Each bar ends when what its row names has"
                        + " happened.",
                new TimelineChart("s", lanes));
    }

    private Table table() {
        final TextTable table =
                new TextTable(2, "mode", "seconds after kill -9", "median", "least", "greatest");
        for (Mode mode : modes()) {
            for (FailoverPhase phase : FailoverPhase.ALL) {
                final long[] sorted =
                        results.samples().stream()
                                .filter(sample -> sample.mode() == mode)
                                .map(FailoverSample::moments)
                                .mapToLong(phase.end())
                                .sorted()
                                .toArray();
                table.add(
                        mode.id(),
                        phase.name(),
                        seconds(sorted[(sorted.length - 1) / 2]),
                        seconds(sorted[0]),
                        seconds(sorted[sorted.length - 1]));
            }
            table.addGap();
        }
        return table.toTable();
    }

    private List<String> remarks() {
        return List.of(
                "Two JobManagers and two TaskManagers for each mode, real processes; the clusters took"
                        + " turns, "
                        + results.plan().rounds()
                        + " rounds. Flink asks for a session timeout of 60 s, ZooKeeper grants 40 s; a lease"
                        + " on Kubernetes lasts 15 s.",
                "Queries were answered before. After the kill one is sent every 300 ms, or every second"
                        + " while three wait, until one is answered.");
    }

    private static String seconds(long millis) {
        return String.format(Locale.ROOT, "%.2f", millis / MILLIS);
    }
}
