package dev.olapha.faults.run;

import dev.olapha.faults.row.Row;
import dev.olapha.faults.row.Rows;
import dev.olapha.faults.row.Timing;
import dev.olapha.faults.store.StoreKind;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the results of all runs as a page: one line a row, the worst value of each figure. */
public final class FaultsPage {

    private static final String INTRODUCTION =
            """
            # What holds when things break

            <!-- Written by the fault suite from %1$s; see CONTRIBUTING.md. -->

            Every row strikes real Flink processes (two JobManagers, two TaskManagers with three slots each) and a real
            store, while one client sends short queries and another waits for a long one. A checker decides from the
            recorded history. Besides what a row names, every run must show: no process obeys a leader that it knows to be
            replaced, epochs only grow, one leader is left and the record names it (**S**); a query writes nothing to the
            store and nothing of it is left (**C**); no secret is shown (**X**). **Std**: a query in flight has a definite
            outcome and the slots of lost queries are free within D + 10 s, new queries succeed within D + 5 s; D is 1 s for
            a graceful stop, otherwise on ZooKeeper the session timeout and one tick (40.5 s with the defaults, 4.5 s in rows
            that are about timeouts), on Kubernetes the lease and one retry period (17 s and 4.5 s).

            Figures are seconds from the fault, the worst of all runs: when the loss was *detected* (the leader gave up, or
            the store let go of it), when the next leader was *granted* leadership and its record *published*, when the last
            *TaskManager* had registered, when the first *new query* had its result, when *all slots* were free, when the
            client of the query *in flight* knew that it was lost, and for how long two processes *both* believed that they
            led (one of them paused, cut off or unaware; nobody obeyed it, or S would not hold). A dash: it did not happen.

            Run it with `mvn verify -Pfaults`; `-Dolapha.faults.rows=1,2` and `-Dolapha.faults.runs=5` choose, and
            `-Dolapha.faults.store=kubernetes` strikes a Kubernetes API server, started from the folder that
            `KUBEBUILDER_ASSETS` names. Results add up
            in `%1$s`; delete it to begin anew.
            """;

    private static final List<Map.Entry<String, String>> COLUMNS =
            List.of(
                    Map.entry("detection", "detected"),
                    Map.entry("takeover", "granted"),
                    Map.entry("published", "published"),
                    Map.entry("taskManagers", "TaskManagers"),
                    Map.entry("firstQuery", "new query"),
                    Map.entry("allSlots", "all slots"),
                    Map.entry("inFlight", "in flight"),
                    Map.entry("overlap", "both"));

    /** With fewer, a 95th percentile says no more than the worst value. */
    private static final int RUNS_FOR_SPREAD = 20;

    private static final List<Map.Entry<String, String>> SPREAD =
            COLUMNS.stream().filter(column -> !column.getKey().equals("published")).toList();

    private final ResultsFile results;

    public FaultsPage(ResultsFile results) {
        this.results = results;
    }

    /** Writes the page, over what the file held. */
    public void write(Path page) throws IOException {
        Files.createDirectories(page.toAbsolutePath().getParent());
        Files.writeString(page, text(results.read()));
    }

    String text(List<JsonNode> lines) {
        final List<String> page = new ArrayList<>();
        page.add(INTRODUCTION.formatted("docs/evidence/faults.jsonl"));
        for (StoreKind store : StoreKind.values()) {
            page.addAll(chapter(store, lines.stream().filter(line -> isOf(store, line)).toList()));
        }
        page.addAll(origins(lines));
        return String.join("\n", page) + "\n";
    }

    private static boolean isOf(StoreKind store, JsonNode line) {
        return line.path("store").asText(StoreKind.ZOOKEEPER.id()).equals(store.id());
    }

    private static List<String> chapter(StoreKind store, List<JsonNode> lines) {
        final Map<Integer, List<JsonNode>> byRow =
                lines.stream()
                        .collect(
                                Collectors.groupingBy(
                                        line -> line.get("row").asInt(),
                                        TreeMap::new,
                                        Collectors.toList()));
        final List<String> page = new ArrayList<>();
        page.add("## On " + store.title() + "\n");
        page.add(
                "| # | fault | must hold besides S, C, X | holds | "
                        + COLUMNS.stream()
                                .map(Map.Entry::getValue)
                                .collect(Collectors.joining(" | "))
                        + " | changes |");
        page.add("|---|---|---|---|" + "---|".repeat(COLUMNS.size() + 1));
        for (Row row : Rows.all(store)) {
            page.add(line(store, row, byRow.getOrDefault(row.title().number(), List.of())));
        }
        page.add("");
        page.addAll(spread(byRow));
        page.addAll(violations(byRow));
        return page;
    }

    private static String line(StoreKind store, Row row, List<JsonNode> runs) {
        final long holding = runs.stream().filter(run -> run.get("holds").asBoolean()).count();
        final Optional<Duration> renewDeadline =
                switch (store) {
                    case ZOOKEEPER -> Optional.empty();
                    case KUBERNETES -> Optional.of(Duration.ZERO);
                };
        final String text =
                row.expectation(new Timing(Duration.ZERO, Duration.ZERO, renewDeadline, 0, 1))
                        .text();
        return "| %d | %s | %s | %s | %s | %s |"
                .formatted(
                        row.title().number(),
                        row.title().fault(),
                        text,
                        runs.isEmpty() ? "not run" : verdict(holding, runs.size()),
                        COLUMNS.stream()
                                .map(column -> seconds(worst(runs, column.getKey())))
                                .collect(Collectors.joining(" | ")),
                        worst(runs, "changes").stream()
                                .mapToObj(Long::toString)
                                .findFirst()
                                .orElse("–"));
    }

    private static String verdict(long holding, int runs) {
        return holding == runs
                ? "%d of %d".formatted(holding, runs)
                : "**%d of %d**".formatted(holding, runs);
    }

    private static OptionalLong worst(List<JsonNode> runs, String figure) {
        return runs.stream()
                .map(run -> run.get("figures").get(figure))
                .filter(value -> value != null)
                .mapToLong(JsonNode::asLong)
                .max();
    }

    private static String seconds(OptionalLong millis) {
        return millis.isPresent()
                ? String.format(Locale.ROOT, "%.2f", millis.getAsLong() / 1000.0)
                : "–";
    }

    private static List<String> spread(Map<Integer, List<JsonNode>> byRow) {
        final List<String> text = new ArrayList<>();
        byRow.forEach(
                (row, runs) -> {
                    if (runs.size() >= RUNS_FOR_SPREAD) {
                        text.add(
                                "| %d | %d | %s |"
                                        .formatted(
                                                row,
                                                runs.size(),
                                                SPREAD.stream()
                                                        .map(c -> new Spread(runs, c.getKey()))
                                                        .map(Spread::text)
                                                        .collect(Collectors.joining(" | "))));
                    }
                });
        if (text.isEmpty()) {
            return List.of();
        }
        text.add(
                0,
                "### Spread of the rows that ran often: median / 95th percentile / worst, in seconds\n\n| # | runs | "
                        + SPREAD.stream()
                                .map(Map.Entry::getValue)
                                .collect(Collectors.joining(" | "))
                        + " |\n|---|---|"
                        + "---|".repeat(SPREAD.size()));
        text.add("");
        return text;
    }

    private static List<String> violations(Map<Integer, List<JsonNode>> byRow) {
        final List<String> text = new ArrayList<>();
        byRow.forEach(
                (row, runs) ->
                        runs.stream()
                                .filter(run -> !run.get("holds").asBoolean())
                                .forEach(run -> text.add(violation(row, run))));
        if (text.isEmpty()) {
            return List.of();
        }
        text.add(0, "### What did not hold\n");
        text.add("");
        return text;
    }

    private static String violation(int row, JsonNode run) {
        final List<String> sentences = new ArrayList<>();
        run.get("violations").forEach(sentence -> sentences.add(sentence.asText()));
        final String first = sentences.isEmpty() ? "" : sentences.get(0);
        return "- Row %d, run %d: %s%s"
                .formatted(
                        row,
                        run.get("run").asInt(),
                        first.replace("|", "\\|"),
                        sentences.size() > 1
                                ? " (and %d more)".formatted(sentences.size() - 1)
                                : "");
    }

    private static List<String> origins(List<JsonNode> lines) {
        final Map<String, long[]> counts = new TreeMap<>();
        for (JsonNode line : lines) {
            final String origin =
                    "%s, %s, commit %s: `%s`"
                            .formatted(
                                    line.get("time").asText().substring(0, 10),
                                    line.get("machine").asText(),
                                    line.get("commit").asText(),
                                    line.get("command").asText());
            counts.computeIfAbsent(origin, key -> new long[1])[0]++;
        }
        final List<String> text = new ArrayList<>();
        text.add("## Where the figures come from\n");
        counts.forEach((origin, count) -> text.add("- %s (%d runs)".formatted(origin, count[0])));
        return text;
    }
}
