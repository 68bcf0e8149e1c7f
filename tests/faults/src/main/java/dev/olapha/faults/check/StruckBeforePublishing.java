package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/**
 * The fault struck a leader that had not published its record: otherwise the run proves nothing.
 */
public final class StruckBeforePublishing implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        return run.termAtFault()
                .map(
                        term ->
                                run.all(EventType.RECORD_PUBLISHED)
                                                .anyMatch(event -> event.epoch() == term.epoch())
                                        ? List.of(
                                                "%s was killed after it had published its record"
                                                        .formatted(term.process()))
                                        : List.<String>of())
                .orElse(List.of("nobody led when the fault struck"));
    }
}
