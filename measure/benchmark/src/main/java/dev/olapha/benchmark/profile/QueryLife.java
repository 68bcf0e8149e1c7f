package dev.olapha.benchmark.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * One query over all processes, from its submission to the moment at which its result is known.
 *
 * @param query id of its job
 * @param calls in the order in which they began
 * @param startMicros the JobManager is given the first file of the query, or the query
 * @param endMicros the JobManager has its result
 */
record QueryLife(String query, List<Located> calls, long startMicros, long endMicros) {

    /**
     * A call and where it was made.
     *
     * @param role of the process
     */
    record Located(String role, RecordedCall call) {}

    /** When a call was made, seen from the query. */
    enum When {
        BEFORE_RESULT,
        AFTER_RESULT
    }

    QueryLife {
        calls = List.copyOf(calls);
    }

    /** Whether its beginning and end were seen. */
    static boolean isWhole(List<Located> calls) {
        return start(calls).isPresent() && end(calls).isPresent();
    }

    /** A query of which {@link #isWhole} is true. */
    static QueryLife of(String query, List<Located> calls) {
        final List<Located> sorted = new ArrayList<>(calls);
        sorted.sort(Comparator.comparingLong(located -> located.call().startMicros()));
        return new QueryLife(query, sorted, start(calls).getAsLong(), end(calls).getAsLong());
    }

    double millis() {
        return (endMicros - startMicros) / 1_000.0;
    }

    When when(RecordedCall call) {
        return call.startMicros() < endMicros ? When.BEFORE_RESULT : When.AFTER_RESULT;
    }

    /**
     * How many milliseconds of the query's time each operation of high availability takes: an
     * instant counts if it lies between submission and result, such a call is in progress, and no
     * task of the query runs yet or any more. If several are in progress they share it.
     */
    Map<RecordedOperation, Double> criticalMillis() {
        final List<RecordedCall> candidates =
                calls.stream()
                        .map(Located::call)
                        .filter(call -> call.what().isHighAvailability() && call.micros() != null)
                        .toList();
        final List<Long> edges = new ArrayList<>();
        candidates.forEach(
                call -> {
                    edges.add(Math.max(startMicros, call.startMicros()));
                    edges.add(Math.min(endMicros, call.endMicros()));
                });
        edges.addAll(List.of(runningFrom(), runningUntil()));
        edges.sort(Comparator.naturalOrder());
        final Map<RecordedOperation, Double> shares = new TreeMap<>();
        for (int i = 0; i + 1 < edges.size(); i++) {
            share(edges.get(i), edges.get(i + 1), candidates, shares);
        }
        return shares;
    }

    private void share(
            long from,
            long to,
            List<RecordedCall> candidates,
            Map<RecordedOperation, Double> shares) {
        final boolean running = from >= runningFrom() && to <= runningUntil();
        if (to <= from || running || from < startMicros || to > endMicros) {
            return;
        }
        final List<RecordedCall> active =
                candidates.stream()
                        .filter(call -> call.startMicros() <= from && call.endMicros() >= to)
                        .toList();
        active.forEach(
                call ->
                        shares.merge(
                                call.what(), (to - from) / 1_000.0 / active.size(), Double::sum));
    }

    private long runningFrom() {
        return first(calls, RecordedOperation::tellsThatTaskRuns).orElse(endMicros);
    }

    private long runningUntil() {
        return calls.stream()
                .map(Located::call)
                .filter(call -> call.what().tellsThatTaskIsFinished())
                .mapToLong(RecordedCall::startMicros)
                .max()
                .orElse(endMicros);
    }

    private static OptionalLong start(List<Located> calls) {
        return first(calls, RecordedOperation::isSubmission);
    }

    private static OptionalLong end(List<Located> calls) {
        final OptionalLong stored = first(calls, RecordedOperation::isEndOfQuery);
        return stored.isPresent()
                ? stored
                : calls.stream()
                        .map(Located::call)
                        .filter(call -> call.what().isResultRequest() && call.micros() != null)
                        .mapToLong(RecordedCall::endMicros)
                        .min();
    }

    private static OptionalLong first(List<Located> calls, Predicate<RecordedOperation> which) {
        return calls.stream()
                .map(Located::call)
                .filter(call -> which.test(call.what()))
                .mapToLong(RecordedCall::startMicros)
                .min();
    }
}
