package dev.olapha.benchmark.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Columns of text, the first ones flush left and the others flush right. */
public final class TextTable {

    private static final String GAP = "   ";

    private final int leftColumns;
    private final List<List<String>> rows = new ArrayList<>();

    /**
     * @param leftColumns how many columns hold words; the rest holds numbers
     */
    public TextTable(int leftColumns, String... header) {
        this.leftColumns = leftColumns;
        rows.add(List.of(header));
    }

    public void add(String... cells) {
        if (cells.length != rows.get(0).size()) {
            throw new IllegalArgumentException("Wrong number of cells: " + List.of(cells));
        }
        rows.add(List.of(cells));
    }

    /** An empty line between groups of rows. */
    public void addGap() {
        rows.add(List.of());
    }

    /** The same for the page and the JSON file. */
    public Table toTable() {
        return new Table(leftColumns, rows.get(0), rows.subList(1, rows.size()));
    }

    /** For a terminal. */
    public static String render(Table table) {
        final TextTable text =
                new TextTable(table.wordColumns(), table.header().toArray(String[]::new));
        text.rows.addAll(table.rows());
        return text.render();
    }

    public String render() {
        final int[] widths = IntStream.range(0, rows.get(0).size()).map(this::width).toArray();
        return rows.stream()
                .map(row -> line(row, widths))
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private int width(int column) {
        return rows.stream()
                .filter(row -> !row.isEmpty())
                .mapToInt(row -> row.get(column).length())
                .max()
                .orElse(0);
    }

    private String line(List<String> row, int[] widths) {
        return IntStream.range(0, row.size())
                .mapToObj(column -> padded(row.get(column), column, widths[column]))
                .collect(Collectors.joining(GAP))
                .stripTrailing();
    }

    private String padded(String cell, int column, int width) {
        final String blanks = " ".repeat(width - cell.length());
        return column < leftColumns ? cell + blanks : blanks + cell;
    }
}
