package dev.olapha.faults.run;

import dev.olapha.faults.row.Row;
import dev.olapha.faults.store.StoreKind;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;

/**
 * The results of all runs, one JSON object a line. Runs of several invocations add up, so that rows
 * may be run at different times; whoever wants to begin anew deletes the file.
 */
public final class ResultsFile {

    private final ObjectMapper json = new ObjectMapper();
    private final Path path;
    private final Origin origin;

    /**
     * @param origin where the results that are added come from
     */
    public ResultsFile(Path path, Origin origin) {
        this.path = path;
        this.origin = origin;
    }

    /** Adds a run. */
    void add(StoreKind store, Row row, int number, Judged judged) throws IOException {
        final ObjectNode line =
                json.createObjectNode()
                        .put("row", row.title().number())
                        .put("store", store.id())
                        .put("run", number)
                        .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                        .put("commit", origin.commit())
                        .put("machine", origin.machine())
                        .put("command", origin.command())
                        .put("profile", row.title().profile().name())
                        .put("holds", judged.holds());
        judged.violations().forEach(line.putArray("violations")::add);
        judged.figures().forEach(line.putObject("figures")::put);
        Files.createDirectories(path.toAbsolutePath().getParent());
        Files.writeString(
                path,
                line + "\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.WRITE,
                StandardOpenOption.APPEND);
    }

    /** All runs, oldest first; empty if there is no file. */
    List<JsonNode> read() throws IOException {
        final List<JsonNode> lines = new ArrayList<>();
        if (Files.exists(path)) {
            for (String line : Files.readAllLines(path)) {
                lines.add(json.readTree(line));
            }
        }
        return lines;
    }
}
