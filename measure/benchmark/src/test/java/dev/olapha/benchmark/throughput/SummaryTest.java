package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.machine.CpuUse;
import dev.olapha.benchmark.statistics.Spread;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class SummaryTest {

    @Test
    void comparesRoundByRound() {
        final List<Summary> summaries =
                Summary.of(
                        List.of(
                                sample(1, Mode.NONE, 8, 100),
                                sample(1, Mode.OLAP, 8, 50),
                                sample(2, Mode.NONE, 8, 200),
                                sample(2, Mode.OLAP, 8, 200),
                                sample(3, Mode.NONE, 8, 10),
                                sample(3, Mode.OLAP, 8, 9)));
        assertThat(summaries).hasSize(2);
        assertThat(summaries.get(0).ratioToNone()).isEqualTo(new Spread(1, 1, 1));
        assertThat(summaries.get(1).ratioToNone()).isEqualTo(new Spread(0.9, 0.5, 1));
        assertThat(summaries.get(1).queriesPerSecond()).isEqualTo(new Spread(50, 9, 200));
        assertThat(summaries.get(1).rounds()).isEqualTo(3);
    }

    @Test
    void keepsNumbersOfClientsApart() {
        final List<Summary> summaries =
                Summary.of(
                        List.of(
                                sample(1, Mode.NONE, 8, 100),
                                sample(1, Mode.NONE, 1, 10),
                                sample(1, Mode.OLAP, 1, 5)));
        assertThat(summaries).extracting(Summary::clients).containsExactly(1, 1, 8);
        assertThat(summaries.get(1).ratioToNone().median()).isEqualTo(0.5);
    }

    @Test
    void hasNoRatioWithoutItsMeasure() {
        assertThat(Summary.of(List.of(sample(1, Mode.OLAP, 1, 5))).get(0).ratioToNone()).isNull();
    }

    @Test
    void countsPerQuery() {
        final Summary summary = Summary.of(List.of(sample(1, Mode.ZOOKEEPER, 1, 5))).get(0);
        assertThat(summary.zooKeeperRequestsPerQuery()).isEqualTo(44);
        assertThat(summary.zooKeeperWritesPerQuery()).isEqualTo(14);
        assertThat(summary.apiServerRequestsPerQuery()).isEqualTo(5);
        assertThat(summary.apiServerWritesPerQuery()).isEqualTo(2);
        assertThat(summary.requestsPerQuery()).isEqualTo(49);
        assertThat(summary.writesPerQuery()).isEqualTo(16);
        assertThat(summary.clusterCpuMillisPerQuery()).isEqualTo(10);
        assertThat(summary.coordinationCpuMillisPerQuery()).isEqualTo(2.5);
        assertThat(summary.p50Millis()).isEqualTo(1);
        assertThat(summary.p99Millis()).isEqualTo(3);
    }

    @Test
    void comparesWithTheSameModeNearby() {
        final List<Summary> summaries =
                Summary.of(
                        List.of(
                                sample(1, Mode.OLAP, 8, 200),
                                sample(1, Mode.OLAP, 8, 100, 20),
                                sample(1, Mode.ZOOKEEPER, 8, 50, 20)));
        assertThat(summaries).hasSize(3);
        assertThat(summaries.get(0).ratioToNear()).isNull();
        assertThat(summaries.get(1).ratioToNear()).isEqualTo(new Spread(0.5, 0.5, 0.5));
        assertThat(summaries.get(2).ratioToNear()).isNull();
    }

    private static Sample sample(int round, Mode mode, int clients, double queriesPerSecond) {
        return sample(round, mode, clients, queriesPerSecond, 0);
    }

    private static Sample sample(
            int round, Mode mode, int clients, double queriesPerSecond, long storageDelay) {
        return new Sample(
                round,
                mode.id() + "+" + storageDelay,
                mode,
                0,
                storageDelay,
                clients,
                queriesPerSecond,
                2,
                new ZooKeeperWork(88, 28, Map.of()),
                new ApiServerWork(10, 4),
                new CpuUse(20, 5, 0),
                0,
                List.of(new ClientWork(List.of(1_000L, 3_000L), 1)));
    }
}
