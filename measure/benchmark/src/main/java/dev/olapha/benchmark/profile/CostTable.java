package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.report.Table;
import dev.olapha.benchmark.report.TextTable;

import java.util.List;
import java.util.Locale;

/** What every operation costs, in rows. */
final class CostTable {

    /** Less than this of a query's time is not worth a word. */
    private static final double NOTHING = 0.005;

    private final String type;
    private final List<OperationCost> costs;

    CostTable(String type, List<OperationCost> costs) {
        this.type = type;
        this.costs = costs;
    }

    Table table() {
        final TextTable table =
                new TextTable(
                        3,
                        type,
                        "operation",
                        "critical path",
                        "of a query, ms",
                        "calls/query",
                        "bytes/query",
                        "ms/call",
                        "p95 ms",
                        "ms/query");
        addRows(table, true);
        table.addGap();
        addRows(table, false);
        return table.toTable();
    }

    private void addRows(TextTable table, boolean highAvailability) {
        costs.stream()
                .filter(cost -> cost.operation().isHighAvailability() == highAvailability)
                .forEach(
                        cost ->
                                table.add(
                                        cost.operation().service(),
                                        cost.operation().name(),
                                        critical(cost),
                                        highAvailability
                                                ? format("%.2f", cost.criticalMillis())
                                                : "",
                                        format("%.2f", cost.callsPerQuery()),
                                        cost.bytesPerQuery() == null
                                                ? "-"
                                                : format("%,.0f", cost.bytesPerQuery()),
                                        millis(cost.millisPerCall()),
                                        millis(cost.p95Millis()),
                                        format("%.2f", cost.millisPerQuery())));
    }

    private static String critical(OperationCost cost) {
        if (!cost.operation().isHighAvailability()) {
            return "not HA";
        }
        if (cost.criticalMillis() >= NOTHING) {
            return "yes";
        }
        if (cost.when() == null) {
            return "not told";
        }
        return cost.when() == QueryLife.When.BEFORE_RESULT ? "no" : "after the result";
    }

    private static String millis(Double value) {
        return value == null ? "-" : format("%.2f", value);
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
