package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** S: a leader that was replaced does not overwrite its successor's record. */
final class RecordsNeverGoBack implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        final List<String> found = new ArrayList<>();
        final Map<String, Long> newest = new HashMap<>();
        for (Event event : run.events()) {
            if (event.type() == EventType.RECORD_PUBLISHED) {
                final String component = event.detail("component");
                final long before = newest.merge(component, event.epoch(), Math::max);
                if (event.epoch() < before) {
                    found.add(
                            "S: the record of %s went back from epoch %d to %d"
                                    .formatted(component, before, event.epoch()));
                }
            }
        }
        return found;
    }
}
