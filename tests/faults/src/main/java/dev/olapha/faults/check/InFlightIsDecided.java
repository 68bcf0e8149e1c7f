package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedQuery;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/**
 * Std: every query that was in flight when the fault struck has a definite outcome at its client
 * within a time; so has every query that was sent after the fault, counted from its submission if
 * that is later than the limit's beginning.
 */
public final class InFlightIsDecided implements Rule {

    private final Function<RecordedRun, Duration> beginning;
    private final Duration limit;

    /**
     * @param beginning from when the time counts
     */
    public InFlightIsDecided(Function<RecordedRun, Duration> beginning, Duration limit) {
        this.beginning = beginning;
        this.limit = limit;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final Duration from = beginning.apply(run);
        return run.queries().stream()
                .filter(query -> !isDecided(query, from, run.end()))
                .map(query -> violation(query, from))
                .toList();
    }

    private boolean isDecided(RecordedQuery query, Duration from, Duration historyEnd) {
        final Duration begin = query.submitted().compareTo(from) > 0 ? query.submitted() : from;
        final Duration deadline = begin.plus(limit);
        return query.outcome()
                .map(outcome -> outcome.at().compareTo(deadline) <= 0)
                // Sent shortly before the end: nobody waited for it.
                .orElse(
                        query.submitted().compareTo(from) > 0
                                && historyEnd.compareTo(deadline) < 0);
    }

    private String violation(RecordedQuery query, Duration from) {
        return "Std: query %s of %s %s, allowed are %s"
                .formatted(
                        query.query(),
                        query.client(),
                        query.outcome()
                                .map(
                                        outcome ->
                                                "had its outcome after "
                                                        + Seconds.of(outcome.at().minus(from)))
                                .orElse("had no outcome"),
                        Seconds.of(limit));
    }
}
