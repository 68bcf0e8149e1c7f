package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.cli.BenchmarkException;
import dev.olapha.benchmark.statistics.Spread;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The profiles of all processes of one cluster. */
final class ProfiledCluster {

    private final List<ProcessProfile> processes;
    private final List<QueryLife> lives;

    /**
     * @throws BenchmarkException if no JobManager is among them that has seen a query
     */
    ProfiledCluster(List<ProcessProfile> processes) {
        this.processes = List.copyOf(processes);
        if (queries() == 0) {
            throw new BenchmarkException(
                    "None of the profiles is of a JobManager that has seen a query.");
        }
        this.lives = lives();
    }

    List<ProcessProfile> processes() {
        return processes;
    }

    /** The types of high availability that were profiled, most often one. */
    String type() {
        return processes.stream()
                .map(process -> process.process().type())
                .distinct()
                .collect(Collectors.joining(", "));
    }

    /** Over all JobManagers; after a failover there are several that have seen some. */
    long queries() {
        return processes.stream()
                .filter(ProcessProfile::isJobManager)
                .mapToLong(ProcessProfile::queries)
                .sum();
    }

    /** The queries whose beginning and end are known, oldest first. */
    List<QueryLife> wholeQueries() {
        return lives;
    }

    /** What every operation costs; high availability first, and in it what costs a query most. */
    List<OperationCost> costs() {
        final Map<RecordedOperation, List<RecordedTotals>> totals = new TreeMap<>();
        processes.stream()
                .flatMap(process -> process.totals().stream())
                .filter(RecordedTotals::isOfQueries)
                .forEach(
                        each ->
                                totals.computeIfAbsent(
                                                new RecordedOperation(
                                                        each.service(), each.operation()),
                                                key -> new ArrayList<>())
                                        .add(each));
        final Map<RecordedOperation, Double> critical = criticalMillis();
        final Map<RecordedOperation, QueryLife.When> earliest = earliest();
        return totals.entrySet().stream()
                .map(
                        entry ->
                                OperationCost.of(
                                        entry.getKey(),
                                        entry.getValue(),
                                        queries(),
                                        critical.getOrDefault(entry.getKey(), 0.0),
                                        earliest.get(entry.getKey())))
                .sorted(
                        Comparator.comparing(
                                        (OperationCost cost) ->
                                                !cost.operation().isHighAvailability())
                                .thenComparing(
                                        Comparator.comparingDouble(OperationCost::criticalMillis)
                                                .reversed())
                                .thenComparing(
                                        Comparator.comparingDouble(OperationCost::millisPerQuery)
                                                .reversed()))
                .toList();
    }

    /** The query whose length is nearest to the median. */
    QueryLife typicalQuery() {
        final double median = medianMillis();
        return lives.stream()
                .min(Comparator.comparingDouble(life -> Math.abs(life.millis() - median)))
                .orElseThrow();
    }

    double medianMillis() {
        return median(lives.stream().map(QueryLife::millis).toList());
    }

    /** Milliseconds of a query's time that high availability takes; the median over all queries. */
    double medianCriticalMillis() {
        return median(
                lives.stream()
                        .map(
                                life ->
                                        life.criticalMillis().values().stream()
                                                .mapToDouble(Double::doubleValue)
                                                .sum())
                        .toList());
    }

    private Map<RecordedOperation, Double> criticalMillis() {
        final Map<RecordedOperation, List<Double>> samples = new TreeMap<>();
        for (final QueryLife life : lives) {
            life.criticalMillis()
                    .forEach(
                            (operation, millis) ->
                                    samples.computeIfAbsent(operation, key -> new ArrayList<>())
                                            .add(millis));
        }
        final Map<RecordedOperation, Double> means = new TreeMap<>();
        // A mean over all queries, so that the rows add up to a query.
        samples.forEach(
                (operation, millis) ->
                        means.put(
                                operation,
                                millis.stream().mapToDouble(Double::doubleValue).sum()
                                        / lives.size()));
        return means;
    }

    private Map<RecordedOperation, QueryLife.When> earliest() {
        final Map<RecordedOperation, QueryLife.When> earliest = new TreeMap<>();
        for (final QueryLife life : lives) {
            for (final QueryLife.Located located : life.calls()) {
                earliest.merge(
                        located.call().what(),
                        life.when(located.call()),
                        (one, other) -> one.compareTo(other) < 0 ? one : other);
            }
        }
        return earliest;
    }

    private List<QueryLife> lives() {
        final Map<String, List<QueryLife.Located>> calls = new LinkedHashMap<>();
        for (final ProcessProfile process : processes) {
            for (final ProcessProfile.RecordedQuery query : process.timelines()) {
                final List<QueryLife.Located> ofQuery =
                        calls.computeIfAbsent(query.query(), key -> new ArrayList<>());
                query.events()
                        .forEach(
                                call ->
                                        ofQuery.add(
                                                new QueryLife.Located(
                                                        process.process().role(), call)));
            }
        }
        return calls.entrySet().stream()
                .filter(entry -> QueryLife.isWhole(entry.getValue()))
                .map(entry -> QueryLife.of(entry.getKey(), entry.getValue()))
                .sorted(Comparator.comparingLong(QueryLife::startMicros))
                .toList();
    }

    private static double median(List<Double> values) {
        return values.isEmpty() ? 0 : Spread.of(values).median();
    }
}
