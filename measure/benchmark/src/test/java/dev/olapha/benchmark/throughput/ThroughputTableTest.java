package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cluster.ApiServerAccess;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.Distance;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.machine.CpuUse;
import dev.olapha.benchmark.report.TextTable;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class ThroughputTableTest {

    @Test
    void showsNoRatioWithoutItsMeasure() {
        final String table = render(List.of(sample(Mode.OLAP, 0.01)), List.of());
        assertThat(table.lines()).hasSize(2).last().asString().startsWith("8         olap  ");
        assertThat(table).doesNotContain("Other programs", "set aside");
    }

    @Test
    void tellsOfDisturbance() {
        final String table =
                render(
                        List.of(sample(Mode.NONE, 0.01), sample(Mode.OLAP, 0.5)),
                        List.of(sample(Mode.NONE, 0.9)));
        assertThat(table)
                .contains("during 1 of 2 measurements (at most 50 %)")
                .contains("1 disturbed measurements were set aside");
    }

    private static String render(List<Sample> samples, List<Sample> disturbed) {
        final ThroughputPlan plan =
                new ThroughputPlan(
                        ClusterSpec.combinations(
                                List.of(Mode.NONE, Mode.OLAP), List.of(Distance.NEAR)),
                        List.of(8),
                        1,
                        Duration.ofSeconds(1),
                        Duration.ZERO,
                        1,
                        Map.of(),
                        ApiServerAccess.OWN);
        final ThroughputTable table =
                new ThroughputTable(
                        new ThroughputResults(
                                plan,
                                Map.of(),
                                List.of("no-op"),
                                Summary.of(samples),
                                samples,
                                disturbed));
        return TextTable.render(table.table()) + String.join("\n", table.remarks());
    }

    private static Sample sample(Mode mode, double foreignShare) {
        return new Sample(
                1,
                mode.id(),
                mode,
                0,
                0,
                8,
                100,
                2,
                ZooKeeperWork.none(),
                ApiServerWork.none(),
                new CpuUse(20, 5, foreignShare),
                0,
                List.of(new ClientWork(List.of(1_000L, 3_000L), 1)));
    }
}
