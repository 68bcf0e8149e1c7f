package dev.olapha.benchmark.report;

import java.util.List;

/**
 * Figures in rows.
 *
 * @param wordColumns how many columns from the left hold words; the others hold numbers
 * @param rows an empty one is a gap between groups
 */
public record Table(int wordColumns, List<String> header, List<List<String>> rows) {

    public Table {
        header = List.copyOf(header);
        rows = rows.stream().map(List::copyOf).toList();
    }
}
