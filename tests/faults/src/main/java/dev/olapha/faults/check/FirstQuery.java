package dev.olapha.faults.check;

import dev.olapha.faults.history.RecordedQuery;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;

/**
 * How long it takes until a query that was sent after a moment has its result, from the next leader
 * if there is one: a leader that does not know yet that it is cut off goes on answering.
 */
final class FirstQuery {

    private FirstQuery() {}

    static Optional<Duration> after(RecordedRun run, Duration moment) {
        final Duration answered =
                run.terms().stream()
                        .map(Term::start)
                        .filter(start -> start.compareTo(moment) >= 0)
                        .findFirst()
                        .orElse(moment);
        return run.queries().stream()
                .filter(query -> query.submitted().compareTo(moment) >= 0)
                .filter(RecordedQuery::succeeded)
                .map(query -> query.outcome().orElseThrow().at())
                .filter(at -> at.compareTo(answered) >= 0)
                .map(at -> at.minus(moment))
                .min(Comparator.naturalOrder());
    }
}
