package dev.olapha.tpch;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;

class TpchTablesTest {

    private static final TpchRows ROWS = TpchRows.generate(0.001);

    @TempDir static Path directory;

    @BeforeAll
    static void write() throws IOException {
        new TpchTables(directory).write(ROWS);
    }

    @ParameterizedTest
    @EnumSource(TableLayout.class)
    void aLineForEachRowAndAFieldForEachColumn(TableLayout table) throws IOException {
        Path file = directory.resolve(table.tableName() + ".csv");
        long columns =
                Pattern.compile("[lcopsnr]_[a-z]+ [A-Z]+")
                        .matcher(table.definition(file))
                        .results()
                        .count();

        assertThat(Files.readAllLines(file))
                .hasSameSizeAs(table.rowsOf(ROWS))
                .allSatisfy(line -> assertThat(line.split("\\|", -1)).hasSize((int) columns));
    }

    @ParameterizedTest
    @EnumSource(TableLayout.class)
    void theDefinitionsNameTheFiles(TableLayout table) {
        assertThat(new TpchTables(directory).definitions())
                .filteredOn(
                        definition ->
                                definition.startsWith(
                                        "CREATE TEMPORARY TABLE " + table.tableName() + " ("))
                .singleElement()
                .asString()
                .contains(directory.resolve(table.tableName() + ".csv").toUri().toString());
    }
}
