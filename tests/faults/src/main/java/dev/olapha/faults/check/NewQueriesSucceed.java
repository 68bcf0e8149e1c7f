package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;

/** Std: a query that was sent after the fault has its result within a time. */
public final class NewQueriesSucceed implements Rule {

    private final Function<RecordedRun, Duration> beginning;
    private final Duration limit;

    /**
     * @param beginning from when the time counts, and the query must have been sent
     */
    public NewQueriesSucceed(Function<RecordedRun, Duration> beginning, Duration limit) {
        this.beginning = beginning;
        this.limit = limit;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final Duration from = beginning.apply(run);
        return FirstQuery.after(run, from)
                .map(
                        after ->
                                after.compareTo(limit) <= 0
                                        ? List.<String>of()
                                        : List.of(
                                                "Std: the first new query had its result after %s, allowed are %s"
                                                        .formatted(
                                                                Seconds.of(after),
                                                                Seconds.of(limit))))
                .orElse(List.of("Std: no new query succeeded"));
    }
}
