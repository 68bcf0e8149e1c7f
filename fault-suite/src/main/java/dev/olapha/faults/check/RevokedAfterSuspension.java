package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** A leader that learns that it is cut off from the store gives up leading within a time. */
public final class RevokedAfterSuspension implements Rule {

    private final Duration limit;

    public RevokedAfterSuspension(Duration limit) {
        this.limit = limit;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final Optional<Term> term = run.termAtFault();
        if (term.isEmpty()) {
            return List.of("nobody led when the fault struck");
        }
        final String leader = term.get().process();
        final Optional<Event> suspended =
                run.first(
                        EventType.STORE_CONNECTION_LOST,
                        run.fault(),
                        event -> event.process().equals(leader));
        if (suspended.isEmpty()) {
            return List.of("%s did not notice that it is cut off from the store".formatted(leader));
        }
        final Optional<Duration> after =
                term.get().end().map(end -> end.minus(suspended.get().at()));
        return after.filter(duration -> duration.compareTo(limit) <= 0).isPresent()
                ? List.of()
                : List.of(
                        "%s gave up leading %s after it was suspended, allowed are %s"
                                .formatted(
                                        leader,
                                        after.map(Seconds::of).orElse("not at all"),
                                        Seconds.of(limit)));
    }
}
