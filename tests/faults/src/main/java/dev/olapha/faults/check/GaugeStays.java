package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A figure of a process, taken before the fault and at the end, does not grow by more than a limit.
 */
public final class GaugeStays implements Rule {

    private final String name;
    private final double limit;

    /**
     * @param limit by how much the last value may be above the first
     */
    public GaugeStays(String name, double limit) {
        this.name = name;
        this.limit = limit;
    }

    @Override
    public List<String> violations(RecordedRun run) {
        final Map<String, List<Event>> byProcess = new LinkedHashMap<>();
        run.all(EventType.GAUGE)
                .filter(event -> event.detail("name").equals(name))
                .forEach(
                        event ->
                                byProcess
                                        .computeIfAbsent(event.process(), p -> new ArrayList<>())
                                        .add(event));
        final List<String> found = new ArrayList<>();
        byProcess.forEach(
                (process, values) -> {
                    final double first = value(values.get(0));
                    final double last = value(values.get(values.size() - 1));
                    if (values.size() < 2) {
                        found.add("%s of %s was taken once only".formatted(name, process));
                    } else if (last - first > limit) {
                        found.add(
                                "%s of %s went from %.0f to %.0f, allowed are %.0f more"
                                        .formatted(name, process, first, last, limit));
                    }
                });
        if (byProcess.isEmpty()) {
            found.add("%s was never taken".formatted(name));
        }
        return found;
    }

    private static double value(Event event) {
        return Double.parseDouble(event.detail("value"));
    }
}
