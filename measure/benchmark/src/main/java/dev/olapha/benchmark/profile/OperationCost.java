package dev.olapha.benchmark.profile;

import java.util.List;
import java.util.TreeMap;

/**
 * What one operation costs a query, over all processes.
 *
 * @param bytesPerQuery null if no call's bytes are known
 * @param millisPerCall the mean; null if no call has ended
 * @param p95Millis of single calls, at most 19 % too high; null if no call has ended
 * @param criticalMillis of a query's time, see {@link QueryLife#criticalMillis()}
 * @param when the earliest that any query made such a call; null if none of them names a query
 */
record OperationCost(
        RecordedOperation operation,
        double callsPerQuery,
        Double bytesPerQuery,
        double millisPerQuery,
        Double millisPerCall,
        Double p95Millis,
        double criticalMillis,
        QueryLife.When when) {

    private static final double PERCENTILE = 0.95;

    static OperationCost of(
            RecordedOperation operation,
            List<RecordedTotals> totals,
            long queries,
            double criticalMillis,
            QueryLife.When when) {
        final long calls = totals.stream().mapToLong(RecordedTotals::calls).sum();
        final long micros = totals.stream().mapToLong(RecordedTotals::micros).sum();
        final long sized = totals.stream().mapToLong(RecordedTotals::sized).sum();
        final long bytes = totals.stream().mapToLong(RecordedTotals::bytes).sum();
        final TreeMap<Long, Long> durations = new TreeMap<>();
        totals.stream()
                .flatMap(each -> each.durations().stream())
                .forEach(each -> durations.merge(each.upToMicros(), each.calls(), Long::sum));
        final long ended = durations.values().stream().mapToLong(Long::longValue).sum();
        return new OperationCost(
                operation,
                (double) calls / queries,
                // Those whose bytes are unknown are taken to be like the others.
                sized == 0 ? null : (double) bytes / sized * calls / queries,
                micros / 1_000.0 / queries,
                ended == 0 ? null : micros / 1_000.0 / ended,
                ended == 0 ? null : percentile(durations, ended) / 1_000.0,
                criticalMillis,
                when);
    }

    private static double percentile(TreeMap<Long, Long> durations, long ended) {
        long below = 0;
        for (final var entry : durations.entrySet()) {
            below += entry.getValue();
            if (below >= Math.ceil(PERCENTILE * ended)) {
                return entry.getKey();
            }
        }
        return durations.lastKey();
    }
}
