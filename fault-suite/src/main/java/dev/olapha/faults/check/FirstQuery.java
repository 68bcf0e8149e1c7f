package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedQuery;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/** How long it takes until a query that was sent after a moment has its result. */
final class FirstQuery {

    private FirstQuery() {}

    static Optional<Duration> after(RecordedRun run, Duration moment) {
        return run.queries().stream()
                .filter(query -> query.submitted().compareTo(moment) >= 0)
                .filter(RecordedQuery::succeeded)
                .map(query -> query.outcome().orElseThrow().at().minus(moment))
                .min(Comparator.naturalOrder());
    }
}
