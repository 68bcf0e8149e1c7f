package dev.olapha.faults;

import dev.olapha.faults.row.Row;
import dev.olapha.faults.row.Rows;
import dev.olapha.faults.run.FaultSuite;
import dev.olapha.faults.run.FaultsPage;
import dev.olapha.faults.run.Origin;
import dev.olapha.faults.run.ResultsFile;
import dev.olapha.faults.store.StoreKind;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The rows that the build was told to run, each as often as it was told. */
class FaultSuiteIT {

    private static final String ROWS = System.getProperty("olapha.faults.rows");
    private static final Runs RUNS = Runs.parse(System.getProperty("olapha.faults.runs"));

    private static final StoreKind STORE = StoreKind.of(System.getProperty("olapha.faults.store"));

    private static ResultsFile results;
    private static FaultSuite suite;

    @BeforeAll
    static void open() {
        results =
                new ResultsFile(
                        Path.of(System.getProperty("olapha.faults.results")),
                        Origin.here(
                                "mvn verify -Pfaults -Dolapha.faults.store=%s -Dolapha.faults.rows=%s -Dolapha.faults.runs=%s"
                                        .formatted(STORE.id(), ROWS, RUNS)));
        suite =
                new FaultSuite(
                        STORE,
                        Path.of(System.getProperty("olapha.faults.directory")),
                        Path.of(System.getProperty("olapha.jar")),
                        results,
                        Integer.getInteger("olapha.faults.slack"));
    }

    @AfterAll
    static void close() throws Exception {
        suite.close();
        new FaultsPage(results).write(Path.of(System.getProperty("olapha.faults.page")));
    }

    @TestFactory
    Stream<DynamicContainer> rows() {
        return Rows.select(STORE, ROWS).stream()
                // A cluster serves all rows of its profile.
                .sorted(Comparator.comparing((Row row) -> row.title().profile().name()))
                .map(
                        row ->
                                DynamicContainer.dynamicContainer(
                                        "row " + row.title().number() + ": " + row.title().fault(),
                                        IntStream.rangeClosed(1, RUNS.of(row))
                                                .mapToObj(number -> run(row, number))));
    }

    private static DynamicTest run(Row row, int number) {
        return DynamicTest.dynamicTest(
                "run " + number,
                () -> assertThat(suite.perform(row, number)).as(row.title().fault()).isEmpty());
    }
}
