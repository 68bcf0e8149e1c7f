package dev.olapha.faults.run;

import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.row.Row;
import dev.olapha.faults.row.Rows;
import dev.olapha.faults.store.StoreKind;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FaultsPageTest {

    private static final Row ROW = Rows.select(StoreKind.ZOOKEEPER, "2").get(0);

    @TempDir Path directory;

    @Test
    void showsTheWorstOfAllRunsOfAllInvocations() throws Exception {
        add("a", 1, List.of(), 2_100);
        add("b", 1, List.of(), 1_900);
        assertThat(page())
                .contains("| 2 | leader `kill -9` | Std | 2 of 2 |")
                .contains("| 2.10 |")
                .contains("commit a: `command` (1 runs)")
                .contains("commit b: `command` (1 runs)")
                .contains("| 3 | all JobManagers killed, restarted | Std + start time | not run |")
                .doesNotContain("What did not hold");
    }

    @Test
    void showsWhatDoesNotHold() throws Exception {
        add("a", 1, List.of(), 2_100);
        add("a", 2, List.of("Std: no new query succeeded", "another"), 9_000);
        assertThat(page())
                .contains("| **1 of 2** |")
                .contains("- Row 2, run 2: Std: no new query succeeded (and 1 more)");
    }

    @Test
    void showsTheSpreadOfRowsThatRanOften() throws Exception {
        for (int run = 1; run < 20; run++) {
            add("a", run, List.of(), 1_000 + run);
        }
        assertThat(page()).doesNotContain("95th percentile");
        add("a", 20, List.of(), 9_000);
        assertThat(page()).contains("| 2 | 20 |").contains("| 1.01 / 1.02 / 9.00 |");
    }

    @Test
    void keepsStoresApart() throws Exception {
        add("a", 1, List.of(), 2_100);
        add(StoreKind.KUBERNETES, "a", 1, List.of("S: two leaders"), 3_300);
        final String page = page();
        final int second = page.indexOf("## On Kubernetes");
        assertThat(page.substring(0, second))
                .contains("| 1 of 1 |", "| 2.10 |")
                .doesNotContain("two leaders");
        assertThat(page.substring(second))
                .contains("| **0 of 1** |", "| 3.30 |", "S: two leaders")
                .contains(
                        "| 9 | leader cut off from the store only | revoked by the renew deadline; Std |")
                .doesNotContain("| 2.10 |", "| 13 |");
    }

    @Test
    void refusesRowsOfAnotherStore() {
        assertThatThrownBy(() -> Rows.select(StoreKind.KUBERNETES, "1,13"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("There are no rows [13] for Kubernetes");
    }

    @Test
    void aStoreHasTheRowsThatCanStrikeIt() {
        assertThat(Rows.all(StoreKind.KUBERNETES))
                .extracting(row -> row.title().number())
                .contains(1, 2, 5, 6, 9, 18, 19, 22)
                .doesNotContain(13, 14, 15, 16);
        assertThat(Rows.all(StoreKind.ZOOKEEPER))
                .extracting(row -> row.title().number())
                .contains(1, 13, 14, 15, 16)
                .doesNotContain(19);
    }

    @Test
    void refusesRowsThatDoNotExist() {
        assertThatThrownBy(() -> Rows.select(StoreKind.ZOOKEEPER, "2,99"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("99");
    }

    private void add(String commit, int run, List<String> violations, long firstQuery)
            throws Exception {
        add(StoreKind.ZOOKEEPER, commit, run, violations, firstQuery);
    }

    private void add(
            StoreKind store, String commit, int run, List<String> violations, long firstQuery)
            throws Exception {
        results(commit)
                .add(
                        store,
                        ROW,
                        run,
                        new Judged(
                                new RecordedRun(List.of()),
                                violations,
                                Map.of("firstQuery", firstQuery)));
    }

    private ResultsFile results(String commit) {
        return new ResultsFile(
                directory.resolve("results.jsonl"), new Origin(commit, "2 cores", "command"));
    }

    private String page() throws Exception {
        final Path page = directory.resolve("page.md");
        new FaultsPage(results("reader")).write(page);
        return Files.readString(page);
    }
}
