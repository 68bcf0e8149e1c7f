package dev.olapha.profile.recording;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the calls of one process cost. Thread-safe; recording a call takes no lock that is held for
 * longer than a few memory accesses. Memory is bounded: there are as many totals as operations, and
 * only the last queries are kept call by call.
 */
public final class Recording {

    private final ProcessClock clock = new ProcessClock();
    private final Map<Phase, Map<Operation, CallTotals>> totals = new EnumMap<>(Phase.class);
    private final QueryTimelines timelines;
    private volatile Phase phase = Phase.START;

    /** Empty until something is known. */
    private volatile Optional<Role> role = Optional.empty();

    /**
     * @param keptQueries how many queries are kept call by call
     */
    public Recording(int keptQueries) {
        this.timelines = new QueryTimelines(keptQueries);
        for (final Phase each : Phase.values()) {
            totals.put(each, new ConcurrentHashMap<>());
        }
    }

    /**
     * A call begins, on this thread.
     *
     * @param query the id of the job or application that it is for; the process's first one ends
     *     its start
     */
    public Call begin(Operation operation, Waiting waiting, Optional<String> query) {
        if (query.isPresent() && phase == Phase.START) {
            phase = Phase.QUERIES;
        }
        final long nanos = System.nanoTime();
        final Optional<QueryEvent> event =
                query.map(
                        id -> {
                            final QueryEvent added =
                                    new QueryEvent(
                                            operation,
                                            waiting,
                                            Thread.currentThread().getName(),
                                            clock.toEpochMicros(nanos));
                            timelines.add(id, added);
                            return added;
                        });
        return new Call(
                totals.get(phase).computeIfAbsent(operation, key -> new CallTotals()),
                nanos,
                event.orElse(null));
    }

    /** From now on calls belong to the process's end. */
    public void ending() {
        phase = Phase.END;
    }

    /** What is told last counts; being a client counts only for a process that is nothing else. */
    public void plays(Role played) {
        if (played != Role.CLIENT || role.isEmpty()) {
            role = Optional.of(played);
        }
    }

    Optional<Role> role() {
        return role;
    }

    Map<Operation, CallTotals> totals(Phase when) {
        return Map.copyOf(totals.get(when));
    }

    /** How many queries this process has seen. */
    long queries() {
        return timelines.begun();
    }

    Map<String, QueryTimeline> keptQueries() {
        return timelines.kept();
    }
}
