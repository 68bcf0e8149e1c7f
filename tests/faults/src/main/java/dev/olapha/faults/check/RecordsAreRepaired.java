package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A record that is deleted or overwritten is published again within a time. */
public final class RecordsAreRepaired implements Rule {

    private final Duration limit;

    public RecordsAreRepaired(Duration limit) {
        this.limit = limit;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final List<String> found = new ArrayList<>();
        final Map<String, Event> broken = new HashMap<>();
        int breaks = 0;
        for (Event event : run.events()) {
            final String component = event.detail("component");
            if (event.type() == EventType.RECORD_GONE
                    || event.type() == EventType.RECORD_UNREADABLE) {
                broken.putIfAbsent(component, event);
                breaks++;
            } else if (event.type() == EventType.RECORD_PUBLISHED) {
                final Event since = broken.remove(component);
                if (since != null && event.at().minus(since.at()).compareTo(limit) > 0) {
                    found.add(
                            "the record of %s was published again after %s, allowed are %s"
                                    .formatted(
                                            component,
                                            Seconds.of(event.at().minus(since.at())),
                                            Seconds.of(limit)));
                }
            }
        }
        broken.forEach(
                (component, since) ->
                        found.add("the record of %s was not published again".formatted(component)));
        if (breaks == 0) {
            found.add("no record was seen to be broken");
        }
        return found;
    }
}
