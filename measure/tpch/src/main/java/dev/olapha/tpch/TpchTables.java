package dev.olapha.tpch;

import io.trino.tpch.TpchEntity;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** TPC-H's tables as CSV files in a directory, and as Flink sees them. */
public final class TpchTables {

    private final Path directory;

    public TpchTables(Path directory) {
        this.directory = directory.toAbsolutePath().normalize();
    }

    /** Writes one file per table, and {@link #definitionsFile()}. */
    public void write(TpchRows rows) throws IOException {
        Files.createDirectories(directory);
        for (TableLayout table : TableLayout.values()) {
            write(file(table), table.rowsOf(rows));
        }
        Files.writeString(definitionsFile(), String.join(";\n\n", definitions()) + ";\n");
    }

    /** Deletes the files. */
    public void delete() throws IOException {
        for (TableLayout table : TableLayout.values()) {
            Files.deleteIfExists(file(table));
        }
        Files.deleteIfExists(definitionsFile());
        Files.deleteIfExists(directory);
    }

    /** The statements that define the tables in a session. */
    public List<String> definitions() {
        return List.of(TableLayout.values()).stream()
                .map(table -> table.definition(file(table)))
                .toList();
    }

    /** The definitions as a script, for people. */
    public Path definitionsFile() {
        return directory.resolve("tables.sql");
    }

    private Path file(TableLayout table) {
        return directory.resolve(table.tableName() + ".csv");
    }

    private static void write(Path file, List<? extends TpchEntity> rows) throws IOException {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            for (TpchEntity row : rows) {
                String line = row.toLine();
                // TPC-H ends a line with its delimiter, which Flink would take for one more column.
                writer.write(line, 0, line.length() - 1);
                writer.write('\n');
            }
        }
    }
}
