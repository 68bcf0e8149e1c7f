package dev.olapha.profile.recording;

import java.util.ArrayList;
import java.util.List;

/** The calls of one query, in the order in which they began. Thread-safe. */
final class QueryTimeline {

    /** A query of hundreds of tasks must not take the place of all others. */
    static final int MAX_EVENTS = 500;

    private final List<QueryEvent> events = new ArrayList<>();
    private long leftOut;

    synchronized void add(QueryEvent event) {
        if (events.size() < MAX_EVENTS) {
            events.add(event);
        } else {
            leftOut++;
        }
    }

    synchronized List<QueryEvent> events() {
        return List.copyOf(events);
    }

    /** How many calls came when there was no place left. */
    synchronized long leftOut() {
        return leftOut;
    }
}
