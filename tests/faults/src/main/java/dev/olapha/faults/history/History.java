package dev.olapha.faults.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * What happened in one run, as it was observed: nothing is judged here. Events come from several
 * observers and may be recorded later than they happened. Safe to use from several threads.
 */
public final class History {

    private final long startNanos = System.nanoTime();
    private final Instant startWall = Instant.now();

    /** Guarded by this. */
    private final List<Event> events = new ArrayList<>();

    /** Records what happens now. */
    public void record(EventType type, String process, Map<String, String> details) {
        final Duration at = Duration.ofNanos(System.nanoTime() - startNanos);
        add(new Event(at, startWall.plus(at), type, process, details));
    }

    /**
     * Records what another process's clock says; what was before the history's start is left out.
     */
    public void recordAt(
            Instant wall, EventType type, String process, Map<String, String> details) {
        final Duration at = Duration.between(startWall, wall);
        // Logs count in milliseconds.
        if (at.compareTo(Duration.ofMillis(-1)) >= 0) {
            add(new Event(at, wall, type, process, details));
        }
    }

    /** Records a remark. */
    public void note(String text) {
        record(EventType.NOTE, "suite", Map.of("text", text));
    }

    private synchronized void add(Event event) {
        events.add(event);
        notifyAll();
    }

    /** All events so far, in the order in which they happened. */
    public synchronized List<Event> events() {
        return events.stream().sorted(Comparator.comparing(Event::at)).toList();
    }

    /** The first recorded event that satisfies a condition, if there is one. */
    public synchronized Optional<Event> find(Predicate<Event> condition) {
        return events.stream().filter(condition).findFirst();
    }

    /**
     * Waits for an event that satisfies a condition; one that was recorded before counts.
     *
     * @return nothing if there is none within the timeout
     */
    public synchronized Optional<Event> await(Predicate<Event> condition, Duration timeout)
            throws InterruptedException {
        final long end = System.nanoTime() + timeout.toNanos();
        int seen = 0;
        while (true) {
            for (; seen < events.size(); seen++) {
                if (condition.test(events.get(seen))) {
                    return Optional.of(events.get(seen));
                }
            }
            final long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
    }
}
