package dev.olapha.benchmark.page;

import dev.olapha.benchmark.page.AxisScale.Tick;
import dev.olapha.benchmark.report.LineChart.Axis;

import org.junit.jupiter.api.Test;

import java.util.stream.DoubleStream;

import static org.assertj.core.api.Assertions.assertThat;

class AxisScaleTest {

    private static final Axis LINEAR = Axis.linear("clients");
    private static final Axis LOGARITHMIC = Axis.logarithmic("milliseconds");

    @Test
    void beginsAtZeroAndEndsAboveAllValues() {
        assertThat(labels(LINEAR, 1, 32)).containsExactly(0.0, 10.0, 20.0, 30.0, 40.0);
        assertThat(labels(LINEAR, 100)).containsExactly(0.0, 20.0, 40.0, 60.0, 80.0, 100.0);
        assertThat(labels(LINEAR, 0)).startsWith(0.0).endsWith(1.0);
        assertThat(labels(LINEAR)).hasSizeGreaterThan(1);
    }

    @Test
    void aLogarithmicOneHasLabelsAlsoWithinADecade() {
        assertThat(labels(LOGARITHMIC, 25, 147)).containsExactly(20.0, 50.0, 100.0, 200.0);
        assertThat(labels(LOGARITHMIC, 5, 5)).containsExactly(5.0, 10.0);
        assertThat(labels(LOGARITHMIC, 1, 1_000_000)).contains(1.0, 10.0).doesNotContain(2.0);
        assertThat(labels(LOGARITHMIC, 0, -1)).hasSizeGreaterThan(1);
    }

    @Test
    void placesValuesBetweenTwoPixels() {
        final AxisScale down = AxisScale.of(LINEAR, DoubleStream.of(100), 300, 0);
        assertThat(down.at(0)).isEqualTo(300);
        assertThat(down.at(25)).isEqualTo(225);
        final AxisScale right = AxisScale.of(LOGARITHMIC, DoubleStream.of(1, 100), 0, 200);
        assertThat(right.at(10)).isEqualTo(100);
        assertThat(right.shows(0)).isFalse();
    }

    private static double[] labels(Axis axis, double... values) {
        return AxisScale.of(axis, DoubleStream.of(values), 0, 100).ticks().stream()
                .mapToDouble(Tick::value)
                .toArray();
    }
}
