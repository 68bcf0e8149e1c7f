package dev.olapha.faults.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Reads a finished history. Immutable. */
public final class RecordedRun {

    private final List<Event> events;

    public RecordedRun(List<Event> events) {
        this.events = events.stream().sorted(Comparator.comparing(Event::at)).toList();
    }

    /** In the order in which they happened. */
    public List<Event> events() {
        return events;
    }

    /** The events of one type. */
    public Stream<Event> all(EventType type) {
        return events.stream().filter(event -> event.type() == type);
    }

    /** The first event of a type at or after a moment that satisfies a condition. */
    public Optional<Event> first(EventType type, Duration from, Predicate<Event> condition) {
        return all(type)
                .filter(event -> event.at().compareTo(from) >= 0)
                .filter(condition)
                .findFirst();
    }

    /**
     * When the fault began.
     *
     * @throws IllegalStateException if it never did: then there is nothing to judge
     */
    public Duration fault() {
        return all(EventType.FAULT)
                .findFirst()
                .map(Event::at)
                .orElseThrow(() -> new IllegalStateException("The history has no fault"));
    }

    /** When the suite had undone the fault, or when it began if there was nothing to undo. */
    public Duration healed() {
        return all(EventType.HEALED).reduce((a, b) -> b).map(Event::at).orElseGet(this::fault);
    }

    /** When the last event happened. */
    public Duration end() {
        return events.isEmpty() ? Duration.ZERO : events.get(events.size() - 1).at();
    }

    /** All terms, in the order of their start. */
    public List<Term> terms() {
        final List<Term> terms = new ArrayList<>();
        final Map<String, Event> open = new LinkedHashMap<>();
        final Map<String, String> signals = new HashMap<>();
        for (Event event : events) {
            switch (event.type()) {
                case LEADERSHIP_GRANTED ->
                        close(terms, open.put(event.process(), event), Optional.of(event.at()));
                case LEADERSHIP_REVOKED, PROCESS_ENDED ->
                        close(terms, open.remove(event.process()), Optional.of(event.at()));
                case PROCESS_SIGNALLED -> signals.put(event.process(), event.detail("signal"));
                case CANDIDATE_GONE -> {
                    // Flink's log does not say that a process which ends in order leads no more;
                    // but such a process resigns before it does anything else.
                    if ("TERM".equals(signals.get(event.process()))) {
                        close(terms, open.remove(event.process()), Optional.of(event.at()));
                    }
                }
                default -> {}
            }
        }
        open.values().forEach(granted -> close(terms, granted, Optional.empty()));
        terms.sort(Comparator.comparing(Term::start));
        return terms;
    }

    private static void close(List<Term> terms, Event granted, Optional<Duration> end) {
        if (granted != null) {
            terms.add(
                    new Term(
                            granted.process(),
                            granted.detail("session"),
                            granted.epoch(),
                            granted.at(),
                            end));
        }
    }

    /** The terms that began after the fault. */
    public List<Term> newTerms() {
        final Duration fault = fault();
        return terms().stream().filter(term -> term.start().compareTo(fault) >= 0).toList();
    }

    /** The term in which the fault struck, if anybody led. */
    public Optional<Term> termAtFault() {
        final Duration fault = fault();
        return terms().stream()
                .filter(term -> term.coversStrictly(fault))
                .reduce((earlier, later) -> later);
    }

    /** The longest time for which two processes believed at once that they led. */
    public Duration leaderOverlap() {
        final List<Term> terms = terms();
        Duration longest = Duration.ZERO;
        for (int i = 0; i < terms.size(); i++) {
            for (int j = i + 1; j < terms.size(); j++) {
                final Duration overlap = terms.get(i).overlap(terms.get(j), end());
                longest = overlap.compareTo(longest) > 0 ? overlap : longest;
            }
        }
        return longest;
    }

    /** All queries, in the order of their submission. */
    public List<RecordedQuery> queries() {
        final Map<String, Event> running = new HashMap<>();
        final Map<String, Event> outcomes = new HashMap<>();
        for (Event event : events) {
            switch (event.type()) {
                case QUERY_RUNNING -> running.putIfAbsent(event.detail("query"), event);
                case QUERY_FINISHED, QUERY_FAILED, QUERY_WITHDRAWN ->
                        outcomes.putIfAbsent(event.detail("query"), event);
                default -> {}
            }
        }
        return all(EventType.QUERY_SUBMITTED)
                .map(
                        event ->
                                new RecordedQuery(
                                        event.detail("query"),
                                        event.process(),
                                        event.at(),
                                        Optional.ofNullable(running.get(event.detail("query")))
                                                .map(Event::at),
                                        Optional.ofNullable(outcomes.get(event.detail("query")))))
                .toList();
    }

    /** The last value of a gauge of a process at or before a moment. */
    public Optional<Double> gauge(String process, String name, Duration until) {
        return all(EventType.GAUGE)
                .filter(event -> event.process().equals(process))
                .filter(event -> event.detail("name").equals(name))
                .filter(event -> event.at().compareTo(until) <= 0)
                .reduce((earlier, later) -> later)
                .map(event -> Double.parseDouble(event.detail("value")));
    }
}
