package dev.olapha.tpch;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The rows a query gives, in their order. Immutable. Numbers are equal if they have the same value.
 */
public record Answer(List<List<String>> rows) {

    private static final String NULL = "NULL";

    public Answer {
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** Collects rows. Not thread-safe. */
    public static final class Rows {

        private final List<List<String>> rows = new ArrayList<>();

        /** Adds a row of numbers, strings and dates. */
        public Rows add(List<?> cells) {
            rows.add(cells.stream().map(Answer::text).toList());
            return this;
        }

        public Answer toAnswer() {
            return new Answer(rows);
        }
    }

    private static String text(Object cell) {
        if (cell == null) {
            return NULL;
        }
        if (cell instanceof Number) {
            return new BigDecimal(cell.toString()).stripTrailingZeros().toPlainString();
        }
        return cell.toString();
    }

    @Override
    public String toString() {
        return rows.stream()
                .map(row -> String.join(" | ", row))
                .collect(Collectors.joining("\n", rows.size() + " rows\n", ""));
    }
}
