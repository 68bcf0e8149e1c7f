package dev.olapha.faults;

import dev.olapha.faults.row.Row;

import java.util.Set;

/** How often each row is run. */
record Runs(String text) {

    private static final String PLAN = "plan";
    private static final Set<Integer> OFTEN = Set.of(1, 2, 5, 6, 9, 15, 18, 22);

    static Runs parse(String text) {
        if (!text.equals(PLAN)) {
            Integer.parseInt(text);
        }
        return new Runs(text);
    }

    int of(Row row) {
        if (!text.equals(PLAN)) {
            return Integer.parseInt(text);
        }
        return OFTEN.contains(row.title().number()) ? 20 : 3;
    }

    @Override
    public String toString() {
        return text;
    }
}
