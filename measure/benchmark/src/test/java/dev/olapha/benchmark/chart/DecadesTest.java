package dev.olapha.benchmark.chart;

import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.Point;
import dev.olapha.benchmark.report.Tone;

import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class DecadesTest {

    @Test
    void haveEveryPointBetweenThem() {
        assertThat(around(37, 420)).isEqualTo(new Decades(10, 1000));
        assertThat(around(0.4)).isEqualTo(new Decades(0.1, 1));
        assertThat(around(10)).isEqualTo(new Decades(10, 100));
    }

    @Test
    void leaveOutWhatALogarithmicAxisCannotShow() {
        assertThat(around(0, 5)).isEqualTo(new Decades(1, 10));
        assertThat(around()).isEqualTo(new Decades(1, 10));
    }

    private static Decades around(double... xs) {
        return Decades.around(
                List.of(
                        new Line(
                                "line",
                                Tone.GREY,
                                Line.Stroke.SOLID,
                                Arrays.stream(xs).mapToObj(x -> Point.of(x, 1)).toList())),
                Point::x);
    }
}
