package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** No Flink process ends that the suite has not ended. */
public final class NobodyEnds implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        return run.all(EventType.PROCESS_ENDED)
                .filter(event -> !wasSignalled(run, event))
                .map(
                        event ->
                                "%s ended by itself with exit code %s"
                                        .formatted(event.process(), event.detail("exit")))
                .toList();
    }

    private static boolean wasSignalled(RecordedRun run, Event end) {
        return run.all(EventType.PROCESS_SIGNALLED)
                .filter(event -> event.process().equals(end.process()))
                .filter(event -> !event.detail("signal").matches("STOP|CONT"))
                .anyMatch(event -> event.at().compareTo(end.at()) <= 0);
    }
}
