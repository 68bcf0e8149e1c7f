package dev.olapha.faults.history;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A history as a file: one JSON object an event and line; {@code at} in microseconds. */
public final class HistoryFile {

    private final ObjectMapper json = new ObjectMapper();
    private final Path path;

    public HistoryFile(Path path) {
        this.path = path;
    }

    /** Writes the events, over what the file held. */
    public void write(List<Event> events) throws IOException {
        final List<String> lines = new ArrayList<>();
        for (Event event : events) {
            final ObjectNode line =
                    json.createObjectNode()
                            .put("at", event.at().toNanos() / 1_000)
                            .put("wall", event.wall().toString())
                            .put("type", event.type().name())
                            .put("process", event.process());
            new TreeMap<>(event.details()).forEach(line.putObject("details")::put);
            lines.add(line.toString());
        }
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.write(path, lines);
    }

    /** Reads the events back. */
    public List<Event> read() throws IOException {
        final List<Event> events = new ArrayList<>();
        for (String line : Files.readAllLines(path)) {
            final JsonNode node = json.readTree(line);
            final Map<String, String> details = new TreeMap<>();
            node.get("details")
                    .properties()
                    .forEach(entry -> details.put(entry.getKey(), entry.getValue().asText()));
            events.add(
                    new Event(
                            Duration.ofNanos(node.get("at").asLong() * 1_000),
                            Instant.parse(node.get("wall").asText()),
                            EventType.valueOf(node.get("type").asText()),
                            node.get("process").asText(),
                            details));
        }
        return events;
    }
}
