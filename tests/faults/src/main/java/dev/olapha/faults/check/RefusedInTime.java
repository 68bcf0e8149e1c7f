package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedQuery;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A client's query that is sent after the fault is refused within a time, by an error that says
 * why.
 */
public final class RefusedInTime implements Rule {

    private final String client;
    private final Duration limit;
    private final Pattern reason;

    /**
     * @param reason what the error must contain
     */
    public RefusedInTime(String client, Duration limit, String reason) {
        this.client = client;
        this.limit = limit;
        this.reason = Pattern.compile(reason);
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final Optional<RecordedQuery> query =
                run.queries().stream()
                        .filter(q -> q.client().equals(client))
                        .filter(q -> q.submitted().compareTo(run.fault()) >= 0)
                        .findFirst();
        if (query.isEmpty()) {
            return List.of("no query of %s was sent".formatted(client));
        }
        return query.get()
                .outcome()
                .map(
                        outcome -> {
                            final Duration after = outcome.at().minus(query.get().submitted());
                            if (outcome.type() != EventType.QUERY_FAILED) {
                                return List.of("the query of %s was not refused".formatted(client));
                            }
                            if (after.compareTo(limit) > 0) {
                                return List.of(
                                        "the query of %s was refused after %s, allowed are %s"
                                                .formatted(
                                                        client,
                                                        Seconds.of(after),
                                                        Seconds.of(limit)));
                            }
                            return reason.matcher(outcome.detail("answer")).find()
                                    ? List.<String>of()
                                    : List.of(
                                            "the error does not say why: "
                                                    + outcome.detail("answer"));
                        })
                .orElse(List.of("the query of %s had no outcome".formatted(client)));
    }
}
