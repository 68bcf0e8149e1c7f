package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** The leader that was struck ends. */
public final class EndsByItself implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        return run.termAtFault()
                .map(
                        term ->
                                run.first(
                                                        EventType.PROCESS_ENDED,
                                                        run.fault(),
                                                        event ->
                                                                event.process()
                                                                        .equals(term.process()))
                                                .isPresent()
                                        ? List.<String>of()
                                        : List.of("%s did not end".formatted(term.process())))
                .orElse(List.of("nobody led when the fault struck"));
    }
}
