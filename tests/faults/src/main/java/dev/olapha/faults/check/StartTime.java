package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;

/** What a JobManager that is started again needs until it serves REST. */
public final class StartTime {

    private StartTime() {}

    /** The moment of the fault, later by the start time; by nothing if none has started. */
    public static Duration afterFault(RecordedRun run) {
        final Duration fault = run.fault();
        return run.first(EventType.PROCESS_READY, fault, event -> true)
                .map(Event::at)
                .orElse(fault);
    }
}
