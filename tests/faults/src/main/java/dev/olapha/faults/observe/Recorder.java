package dev.olapha.faults.observe;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.History;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where all observers of a cluster record. Observers outlive runs; each run has a history of its
 * own, which begins with what still stands from before: who leads, what the records say, whom the
 * TaskManagers follow. Safe to use from several threads.
 */
public final class Recorder {

    /** What stands now. Guarded by this. */
    private final Map<String, Event> standing = new LinkedHashMap<>();

    /** Guarded by this. */
    private History history = new History();

    /** Begins the history of the next run. */
    public synchronized History begin() {
        history = new History();
        standing.values().forEach(e -> history.record(e.type(), e.process(), e.details()));
        return history;
    }

    /** The history of the present run. */
    public synchronized History history() {
        return history;
    }

    /** Records what happens now. */
    public synchronized void record(EventType type, String process, Map<String, String> details) {
        keep(new Event(java.time.Duration.ZERO, Instant.now(), type, process, details));
        history.record(type, process, details);
    }

    /** Records what another process's clock says. */
    public synchronized void recordAt(
            Instant wall, EventType type, String process, Map<String, String> details) {
        keep(new Event(java.time.Duration.ZERO, wall, type, process, details));
        history.recordAt(wall, type, process, details);
    }

    private void keep(Event event) {
        final String process = event.process();
        final String record = "record " + event.detail("component");
        switch (event.type()) {
            case LEADERSHIP_GRANTED -> standing.put("term " + process, event);
            case LEADERSHIP_REVOKED -> standing.remove("term " + process);
            case PROCESS_ENDED -> {
                standing.remove("term " + process);
                standing.remove("leader " + process);
            }
            case LEADER_FOLLOWED -> standing.put("leader " + process, event);
            case RECORD_PUBLISHED -> standing.put(record, event);
            case RECORD_GONE, RECORD_UNREADABLE -> standing.remove(record);
            default -> {}
        }
    }
}
