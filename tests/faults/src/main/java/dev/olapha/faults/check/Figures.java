package dev.olapha.faults.check;

import dev.olapha.faults.history.Event;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedQuery;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.history.Term;

import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** The figures of a run, in milliseconds from the fault; what did not happen has none. */
public final class Figures {

    private final RecordedRun run;
    private final Duration fault;
    private final int slots;

    /**
     * @param slots how many the cluster has
     */
    public Figures(RecordedRun run, int slots) {
        this.run = run;
        this.fault = run.fault();
        this.slots = slots;
    }

    /** By name, in the order of the columns. */
    public Map<String, Long> values() {
        final Map<String, Long> values = new LinkedHashMap<>();
        final Optional<Term> next = run.newTerms().stream().findFirst();
        put(values, "detection", detection());
        put(values, "takeover", next.map(term -> term.start().minus(fault)));
        put(values, "published", next.flatMap(this::published));
        put(values, "taskManagers", next.flatMap(this::taskManagers));
        put(values, "firstQuery", FirstQuery.after(run, fault));
        put(values, "allSlots", AllSlots.after(run, fault, slots));
        put(values, "inFlight", inFlight());
        put(values, "overlap", Optional.of(run.leaderOverlap()));
        values.put("changes", (long) run.newTerms().size());
        return values;
    }

    /** The leader knows, or the store: its candidacy is gone. */
    private Optional<Duration> detection() {
        return run.termAtFault()
                .flatMap(
                        term ->
                                run.events().stream()
                                        .filter(event -> event.at().compareTo(fault) >= 0)
                                        .filter(event -> isEndOf(term, event))
                                        .findFirst())
                .map(event -> event.at().minus(fault));
    }

    private static boolean isEndOf(Term term, Event event) {
        return event.is(EventType.LEADERSHIP_REVOKED, term.process())
                || (event.type() == EventType.RECORD_GONE
                        && event.detail("component").equals("dispatcher"))
                || event.is(EventType.CANDIDATE_GONE, term.process());
    }

    private Optional<Duration> published(Term term) {
        return run.first(
                        EventType.RECORD_PUBLISHED,
                        fault,
                        event ->
                                event.epoch() == term.epoch()
                                        && event.detail("component").equals("dispatcher"))
                .map(event -> event.at().minus(fault));
    }

    /** The last TaskManager that the new leader registered before it first reported all slots. */
    private Optional<Duration> taskManagers(Term term) {
        return run.all(EventType.TASKMANAGER_REGISTERED)
                .filter(event -> event.at().compareTo(term.start()) >= 0)
                .filter(event -> term.end().map(end -> event.at().compareTo(end) <= 0).orElse(true))
                .map(event -> event.at().minus(fault))
                .max(Comparator.naturalOrder());
    }

    private Optional<Duration> inFlight() {
        return run.queries().stream()
                .filter(query -> query.wasInFlightAt(fault))
                .filter(query -> query.running().isPresent())
                .map(RecordedQuery::outcome)
                .flatMap(Optional::stream)
                .filter(event -> event.type() != EventType.QUERY_WITHDRAWN)
                .map(event -> event.at().minus(fault))
                .max(Comparator.naturalOrder());
    }

    private static void put(Map<String, Long> values, String name, Optional<Duration> value) {
        value.ifPresent(duration -> values.put(name, duration.toMillis()));
    }
}
