package dev.olapha.faults.check;

import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.List;

/** No leader leaves a record that cannot be read (FLINK-40114 left an empty one). */
public final class RecordIsNeverEmpty implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        return run.all(EventType.RECORD_UNREADABLE)
                .map(
                        event ->
                                "the record of %s was unreadable: %s"
                                        .formatted(
                                                event.detail("component"), event.detail("reason")))
                .toList();
    }
}
