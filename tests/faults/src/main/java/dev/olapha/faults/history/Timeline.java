package dev.olapha.faults.history;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A history as text for people: one line an event, times in seconds from the fault. */
public final class Timeline {

    private final List<Event> events;
    private final Map<String, String> followed = new HashMap<>();

    public Timeline(List<Event> events) {
        this.events = events;
    }

    /** Unsuccessful and slow queries are shown, the many that just succeed are counted. */
    public String text() {
        final Duration zero =
                events.stream()
                        .filter(event -> event.type() == EventType.FAULT)
                        .findFirst()
                        .map(Event::at)
                        .orElse(Duration.ZERO);
        final List<String> lines = new ArrayList<>();
        int finished = 0;
        for (Event event : events) {
            if (event.type() == EventType.QUERY_FINISHED) {
                finished++;
            } else if (isShown(event) && isNews(event)) {
                if (finished > 0) {
                    lines.add(" ".repeat(10) + "... " + finished + " queries finished");
                    finished = 0;
                }
                lines.add(line(event, zero));
            }
        }
        if (finished > 0) {
            lines.add(" ".repeat(10) + "... " + finished + " queries finished");
        }
        return String.join("\n", lines);
    }

    /** JobManagers look for their own leader once a query. */
    private boolean isNews(Event event) {
        return event.type() != EventType.LEADER_FOLLOWED
                || !event.detail("session")
                        .equals(followed.put(event.process(), event.detail("session")));
    }

    private static boolean isShown(Event event) {
        return switch (event.type()) {
            case QUERY_SUBMITTED, QUERY_ACCEPTED, SLOT_REQUEST_ACCEPTED -> false;
            default -> true;
        };
    }

    private static String line(Event event, Duration zero) {
        final String details =
                Optional.of(new TreeMap<>(event.details()))
                        .map(
                                map ->
                                        map.entrySet().stream()
                                                .map(
                                                        e ->
                                                                e.getKey()
                                                                        + "="
                                                                        + firstLine(e.getValue()))
                                                .collect(Collectors.joining(" ")))
                        .orElse("");
        return String.format(
                        Locale.ROOT,
                        "%9.3f %-14s %-22s %s",
                        event.at().minus(zero).toNanos() / 1e9,
                        event.process(),
                        event.type().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        details)
                .stripTrailing();
    }

    private static String firstLine(String text) {
        final String line = text.lines().findFirst().orElse("");
        return line.length() > 160 ? line.substring(0, 160) + "…" : line;
    }
}
