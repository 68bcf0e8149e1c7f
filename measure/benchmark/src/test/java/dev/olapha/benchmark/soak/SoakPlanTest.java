package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cluster.Mode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

class SoakPlanTest {

    @ParameterizedTest
    @CsvSource({"0, 4, ''", "1, 3, 2", "1, 4, 2", "3, 20, '5 10 15'", "3, 4, '1 2 3'"})
    void spreadsFailoversEvenlyAndEndsWithoutOne(int failovers, int readings, String expected) {
        final SoakPlan plan = new SoakPlan(List.of(Mode.OLAP), 100, 1, failovers, readings);
        assertThat(
                        IntStream.rangeClosed(1, readings)
                                .filter(plan::failoverAfter)
                                .mapToObj(Integer::toString))
                .containsExactlyElementsOf(
                        expected.isEmpty() ? List.of() : List.of(expected.split(" ")));
    }
}
