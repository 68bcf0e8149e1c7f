package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * S: no process that knows a leader follows an older one or accepts a request from it. A process
 * that was started again knows nothing.
 */
final class FollowersNeverGoBack implements Rule {

    @Override
    public List<String> violations(RecordedRun run) {
        final List<String> found = new ArrayList<>();
        final Map<String, Long> known = new HashMap<>();
        for (Event event : run.events()) {
            if (event.type() == EventType.PROCESS_STARTED) {
                known.remove(event.process());
            } else if (event.type() == EventType.LEADER_FOLLOWED
                    || event.type() == EventType.SLOT_REQUEST_ACCEPTED) {
                final Long newest = known.merge(event.process(), event.epoch(), Math::max);
                if (event.epoch() < newest) {
                    found.add(
                            "S: %s, which knew epoch %d, obeyed epoch %d (%s)"
                                    .formatted(
                                            event.process(), newest, event.epoch(), event.type()));
                }
            }
        }
        return found;
    }
}
