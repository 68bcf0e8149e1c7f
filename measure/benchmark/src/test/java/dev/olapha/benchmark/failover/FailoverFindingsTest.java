package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cluster.ApiServerAccess;
import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.TimelineChart;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

class FailoverFindingsTest {

    private static final FailoverPlan PLAN =
            new FailoverPlan(List.of(Mode.ZOOKEEPER, Mode.OLAP), 3, Map.of(), ApiServerAccess.OWN);

    private static Findings findings(FailoverSample... samples) {
        return new FailoverFindings(new FailoverResults(PLAN, List.of(samples))).findings();
    }

    @Test
    void drawsBothModesOnOneAxis() {
        final Findings findings =
                findings(
                        new FailoverSample(
                                1,
                                Mode.ZOOKEEPER,
                                new Moments(38_000, 38_100, 39_000, 39_500, 40_000)),
                        new FailoverSample(
                                1, Mode.OLAP, new Moments(200, 300, 1_000, 1_400, 1_900)));
        final TimelineChart timeline = (TimelineChart) findings.pictures().get(0).drawing();
        assertThat(timeline.lanes()).hasSize(2 * FailoverPhase.ALL.size());
        assertThat(timeline.lanes().get(0).spans().get(0).end()).isEqualTo(38.0);
        assertThat(timeline.lanes().get(9).spans().get(0))
                .isEqualTo(new TimelineChart.Span("", Mode.OLAP.tone(), 1.4, 1.9));
        assertThat(findings.headlines().get(1).value()).isEqualTo("1.90 s");
    }

    @Test
    void showsAFailoverThatHappenedAndTheSpreadOfAll() {
        final Findings findings =
                findings(
                        new FailoverSample(1, Mode.OLAP, new Moments(200, 300, 900, 1_000, 3_000)),
                        new FailoverSample(2, Mode.OLAP, new Moments(100, 200, 800, 900, 1_000)),
                        new FailoverSample(3, Mode.OLAP, new Moments(500, 600, 700, 800, 2_000)));
        assertThat(findings.headlines().get(0).value()).isEqualTo("2.00 s");
        assertThat(findings.tables().get(0).rows())
                .contains(List.of("olap", "first query answered", "2.00", "1.00", "3.00"))
                .contains(List.of("olap", "detected", "0.20", "0.10", "0.50"));
    }

    @Test
    void saysNothingBeforeTheFirstFailover() {
        assertThat(findings().tables()).isEmpty();
    }
}
