package dev.olapha.benchmark.cluster;

import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class ClusterSpecTest {

    @Test
    void oneForEachDelayThatMakesADifference() {
        assertThat(
                        ClusterSpec.combinations(
                                List.of(Mode.NONE, Mode.ZOOKEEPER, Mode.OLAP_STANDALONE),
                                List.of(Duration.ZERO, Duration.ofMillis(4))))
                .extracting(ClusterSpec::id)
                .containsExactly("none", "zookeeper", "zookeeper+4ms", "olap-standalone");
    }

    @Test
    void noneTwice() {
        assertThat(
                        ClusterSpec.combinations(
                                List.of(Mode.OLAP, Mode.OLAP),
                                List.of(Duration.ZERO, Duration.ZERO)))
                .containsExactly(new ClusterSpec(Mode.OLAP, Duration.ZERO));
    }
}
