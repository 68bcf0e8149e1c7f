package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A history written by hand. Times are milliseconds. */
final class Script {

    private final List<Event> events = new ArrayList<>();
    private long now;

    /**
     * A failover as it should be: jobmanager-1 leads with epoch 10, is struck at 1000, and
     * jobmanager-2 leads with epoch 20 from 2000 on.
     */
    static Script goodFailover() {
        return new Script()
                .at(0)
                .granted("jobmanager-1", 10)
                .published(10)
                .followed("taskmanager-1", 10)
                .at(100)
                .submitted("load", "q1")
                .at(200)
                .accepted("taskmanager-1", 10)
                .finished("load", "q1")
                .at(300)
                .submitted("waiting client", "blocking")
                .running("waiting client", "blocking")
                .at(1000)
                .add(EventType.FAULT, "suite", Map.of("text", "SIGKILL"))
                .add(EventType.PROCESS_SIGNALLED, "jobmanager-1", Map.of("signal", "KILL"))
                .at(1001)
                .add(EventType.PROCESS_ENDED, "jobmanager-1", Map.of("exit", "137"))
                .at(1500)
                .add(EventType.CANDIDATE_GONE, "jobmanager-1", Map.of("candidate", "latch-0"))
                .add(EventType.RECORD_GONE, "store", Map.of("component", "dispatcher"))
                .at(2000)
                .granted("jobmanager-2", 20)
                .at(2100)
                .published(20)
                .followed("taskmanager-1", 20)
                .at(2200)
                .add(EventType.TASKMANAGER_REGISTERED, "taskmanager-1", Map.of())
                .submitted("load", "q2")
                .at(2300)
                .accepted("taskmanager-1", 20)
                .finished("load", "q2")
                .slots(6, 6)
                .at(3000)
                .failed("waiting client", "blocking", "Could not find Flink job");
    }

    /** The events that follow happen then. */
    Script at(long millis) {
        now = millis;
        return this;
    }

    Script add(EventType type, String process, Map<String, String> details) {
        events.add(
                new Event(
                        Duration.ofMillis(now),
                        Instant.EPOCH.plusMillis(now),
                        type,
                        process,
                        details));
        return this;
    }

    Script granted(String process, long epoch) {
        return add(EventType.LEADERSHIP_GRANTED, process, session(epoch));
    }

    Script revoked(String process, long epoch) {
        return add(EventType.LEADERSHIP_REVOKED, process, session(epoch));
    }

    Script published(long epoch) {
        final Map<String, String> details = new HashMap<>(session(epoch));
        details.put("component", "dispatcher");
        return add(EventType.RECORD_PUBLISHED, "store", details);
    }

    Script followed(String process, long epoch) {
        return add(EventType.LEADER_FOLLOWED, process, session(epoch));
    }

    Script accepted(String process, long epoch) {
        return add(EventType.SLOT_REQUEST_ACCEPTED, process, session(epoch));
    }

    Script submitted(String client, String query) {
        return add(EventType.QUERY_SUBMITTED, client, Map.of("query", query));
    }

    Script running(String client, String query) {
        return add(EventType.QUERY_RUNNING, client, Map.of("query", query));
    }

    Script finished(String client, String query) {
        return add(EventType.QUERY_FINISHED, client, Map.of("query", query));
    }

    Script failed(String client, String query, String answer) {
        return add(EventType.QUERY_FAILED, client, Map.of("query", query, "answer", answer));
    }

    Script slots(int all, int available) {
        return add(
                EventType.SLOTS,
                "jobmanager-2",
                Map.of(
                        "taskManagers", "2",
                        "slots", Integer.toString(all),
                        "available", Integer.toString(available)));
    }

    Script gauge(String process, String name, double value) {
        return add(EventType.GAUGE, process, Map.of("name", name, "value", Double.toString(value)));
    }

    /** Takes out all events of a type. */
    Script without(EventType type) {
        events.removeIf(event -> event.type() == type);
        return this;
    }

    RecordedRun run() {
        return new RecordedRun(events);
    }

    private static Map<String, String> session(long epoch) {
        return Map.of("session", "session-" + epoch, "epoch", Long.toString(epoch));
    }
}
