package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.report.Table;
import dev.olapha.benchmark.report.TextTable;
import dev.olapha.benchmark.statistics.Spread;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a run under load has measured, as a table, and what disturbed it. */
final class ThroughputTable {

    /** A disturbance beyond this is worth a word. */
    private static final double FOREIGN_SHARE = 0.10;

    private final ThroughputResults results;

    ThroughputTable(ThroughputResults results) {
        this.results = results;
    }

    Table table() {
        final TextTable table =
                new TextTable(
                        2,
                        "clients",
                        "mode",
                        "queries/s",
                        "[min..max]",
                        "x none",
                        "[min..max]",
                        "p50 ms",
                        "p95 ms",
                        "p99 ms",
                        "req/query",
                        "writes/query",
                        "CPU ms/query");
        int clients = 0;
        for (final Summary summary : results.summaries()) {
            if (clients != 0 && clients != summary.clients()) {
                table.addGap();
            }
            clients = summary.clients();
            add(table, summary);
        }
        return table.toTable();
    }

    /** One sentence each; none if nothing disturbed. */
    List<String> remarks() {
        return Stream.of(disturbance(), repetitions()).flatMap(Optional::stream).toList();
    }

    private static void add(TextTable table, Summary summary) {
        final Spread rate = summary.queriesPerSecond();
        final Spread ratio = summary.ratioToNone();
        table.add(
                Integer.toString(summary.clients()),
                summary.cluster(),
                format("%.1f", rate.median()),
                format("[%.1f..%.1f]", rate.min(), rate.max()),
                ratio == null ? "-" : format("%.3f", ratio.median()),
                ratio == null ? "-" : format("[%.3f..%.3f]", ratio.min(), ratio.max()),
                format("%.1f", summary.p50Millis()),
                format("%.1f", summary.p95Millis()),
                format("%.1f", summary.p99Millis()),
                format("%.2f", summary.requestsPerQuery()),
                format("%.2f", summary.writesPerQuery()),
                format(
                        "%.1f + %.1f",
                        summary.clusterCpuMillisPerQuery(),
                        summary.coordinationCpuMillisPerQuery()));
    }

    private Optional<String> disturbance() {
        final List<Double> disturbed =
                results.samples().stream()
                        .map(sample -> sample.cpu().foreignShare())
                        .filter(share -> share > FOREIGN_SHARE)
                        .toList();
        return disturbed.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        format(
                                "Other programs took more than %.0f %% of the processors during %d of"
                                        + " %d measurements (at most %.0f %%).",
                                FOREIGN_SHARE * 100,
                                disturbed.size(),
                                results.samples().size(),
                                Spread.of(disturbed).max() * 100));
    }

    private Optional<String> repetitions() {
        return results.disturbed().isEmpty()
                ? Optional.empty()
                : Optional.of(
                        format(
                                "%d disturbed measurements were set aside and taken again.",
                                results.disturbed().size()));
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
