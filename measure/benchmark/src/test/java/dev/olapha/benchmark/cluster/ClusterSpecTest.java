package dev.olapha.benchmark.cluster;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ClusterSpecTest {

    private static final Duration NO_DELAY = Duration.ZERO;

    @Test
    void oneForEachDistanceThatMakesADifference() {
        assertThat(
                        ClusterSpec.combinations(
                                List.of(Mode.NONE, Mode.ZOOKEEPER, Mode.OLAP_STANDALONE),
                                Distance.pairs(
                                        List.of(NO_DELAY, Duration.ofMillis(4)),
                                        List.of(NO_DELAY, Duration.ofMillis(20)))))
                .extracting(ClusterSpec::id)
                .containsExactly("none", "zookeeper", "zookeeper+4ms/20ms", "olap-standalone");
    }

    @Test
    void noneTwice() {
        assertThat(ClusterSpec.combinations(List.of(Mode.OLAP, Mode.OLAP), List.of(Distance.NEAR)))
                .containsExactly(ClusterSpec.near(Mode.OLAP));
    }

    @Test
    void aSingleDelayGoesWithAll() {
        assertThat(
                        Distance.pairs(
                                List.of(Duration.ofMillis(2), Duration.ofMillis(5)),
                                List.of(Duration.ofMillis(20))))
                .extracting(Distance::id)
                .containsExactly("2ms/20ms", "5ms/20ms");
        assertThatThrownBy(
                        () ->
                                Distance.pairs(
                                        List.of(NO_DELAY, NO_DELAY),
                                        List.of(NO_DELAY, NO_DELAY, NO_DELAY)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
