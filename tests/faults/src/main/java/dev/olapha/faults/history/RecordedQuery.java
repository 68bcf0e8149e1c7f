package dev.olapha.faults.history;

import java.time.Duration;
import java.util.Optional;

/**
 * What became of one query, as its client saw it.
 *
 * @param client who sent it
 * @param outcome {@link EventType#QUERY_FINISHED}, {@link EventType#QUERY_FAILED} or {@link
 *     EventType#QUERY_WITHDRAWN}; nothing if the client did not learn it before the history ended
 */
public record RecordedQuery(
        String query,
        String client,
        Duration submitted,
        Optional<Duration> running,
        Optional<Event> outcome) {

    /** Whether the client has got its result. */
    public boolean succeeded() {
        return outcome.filter(event -> event.type() == EventType.QUERY_FINISHED).isPresent();
    }

    /** Whether the client had sent it and did not know its outcome at a moment. */
    public boolean wasInFlightAt(Duration moment) {
        return submitted.compareTo(moment) <= 0
                && outcome.map(event -> event.at().compareTo(moment) > 0).orElse(true);
    }
}
