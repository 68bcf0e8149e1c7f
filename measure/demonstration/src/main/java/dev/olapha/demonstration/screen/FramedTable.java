package dev.olapha.demonstration.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A table of two columns for people: what, and how much. Not thread-safe. */
public final class FramedTable {

    private final List<Row> rows = new ArrayList<>();

    private record Row(String label, String value) {}

    /** Adds a row. */
    public FramedTable row(String label, String value) {
        rows.add(new Row(label, value));
        return this;
    }

    /** Labels to the left, values to the right, in a frame of plain characters. */
    @Override
    public String toString() {
        int labelWidth = rows.stream().mapToInt(row -> row.label.length()).max().orElse(0);
        int valueWidth = rows.stream().mapToInt(row -> row.value.length()).max().orElse(0);
        String edge = "+" + "-".repeat(labelWidth + 2) + "+" + "-".repeat(valueWidth + 2) + "+";
        return rows.stream()
                .map(
                        row ->
                                "| "
                                        + row.label
                                        + " ".repeat(labelWidth - row.label.length())
                                        + " | "
                                        + " ".repeat(valueWidth - row.value.length())
                                        + row.value
                                        + " |")
                .collect(Collectors.joining("\n", edge + "\n", "\n" + edge));
    }
}
