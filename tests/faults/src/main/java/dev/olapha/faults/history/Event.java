package dev.olapha.faults.history;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened.
 *
 * @param at time since the history began, by the monotonic clock for what this process saw itself
 * @param wall the same by the clock on the wall
 * @param process what it happened to: a process's name, {@code store}, or a client's name
 * @param details see {@link EventType}
 */
public record Event(
        Duration at, Instant wall, EventType type, String process, Map<String, String> details) {

    public Event {
        details = Map.copyOf(details);
    }

    /** One of the details; empty if there is none of that name. */
    public String detail(String name) {
        return details.getOrDefault(name, "");
    }

    /** The epoch that the event is about. */
    public long epoch() {
        return Long.parseLong(detail("epoch"));
    }

    /** Whether it is of a type and about a process. */
    public boolean is(EventType wanted, String about) {
        return type == wanted && process.equals(about);
    }
}
