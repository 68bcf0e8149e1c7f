package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedQuery;
import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** No effect on queries: none fails. */
public final class NoQueryFails implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        return run.queries().stream()
                .filter(NoQueryFails::failed)
                .map(
                        query ->
                                "query %s of %s failed: %s"
                                        .formatted(
                                                query.query(),
                                                query.client(),
                                                query.outcome().orElseThrow().detail("answer")))
                .toList();
    }

    private static boolean failed(RecordedQuery query) {
        return query.outcome().filter(event -> event.type() == EventType.QUERY_FAILED).isPresent();
    }
}
