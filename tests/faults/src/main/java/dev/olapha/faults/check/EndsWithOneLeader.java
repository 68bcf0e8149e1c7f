package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** S: when all is over one process leads, and the store's record says the same. */
final class EndsWithOneLeader implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        final List<Term> open = run.terms().stream().filter(t -> t.end().isEmpty()).toList();
        if (open.size() != 1) {
            return List.of("S: at the end %d processes lead: %s".formatted(open.size(), open));
        }
        final Optional<Event> last =
                run.events().stream()
                        .filter(event -> event.detail("component").equals("dispatcher"))
                        .filter(
                                event ->
                                        event.type() == EventType.RECORD_PUBLISHED
                                                || event.type() == EventType.RECORD_GONE
                                                || event.type() == EventType.RECORD_UNREADABLE)
                        .reduce((earlier, later) -> later);
        final String recorded = last.map(event -> event.detail("session")).orElse("");
        return Objects.equals(recorded, open.get(0).session())
                ? List.of()
                : List.of(
                        "S: at the end %s leads and the record says %s"
                                .formatted(
                                        open.get(0), last.map(Event::toString).orElse("nothing")));
    }
}
