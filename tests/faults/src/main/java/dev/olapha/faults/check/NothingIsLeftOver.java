package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.ArrayList;
import java.util.List;

/** C: nothing of a finished query stays, and a query writes nothing to the store. */
public final class NothingIsLeftOver implements Rule {

    /** The gauge for writes to the store while only queries ran. */
    public static final String WRITES = "store writes by queries";

    @Override
    public List<String> violations(RecordedRun run) {
        final List<String> found = new ArrayList<>();
        run.all(EventType.LEFTOVER)
                .map(
                        event ->
                                "C: left over at %s: %s"
                                        .formatted(event.process(), event.detail("path")))
                .forEach(found::add);
        run.all(EventType.GAUGE)
                .filter(event -> event.detail("name").equals(WRITES))
                .filter(event -> Double.parseDouble(event.detail("value")) != 0)
                .map(NothingIsLeftOver::written)
                .forEach(found::add);
        return found;
    }

    private static String written(Event event) {
        return "C: queries caused %s writes to the store".formatted(event.detail("value"));
    }
}
