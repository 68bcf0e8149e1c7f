package dev.olapha.benchmark.report;

import dev.olapha.benchmark.report.BarChart.Bar;
import dev.olapha.benchmark.report.LineChart.Axis;
import dev.olapha.benchmark.report.TimelineChart.Lane;
import dev.olapha.benchmark.report.TimelineChart.Span;

import java.util.List;

/** Findings for tests that care for their form only. */
public final class SampleFindings {

    private SampleFindings() {}

    public static Findings withEveryKindOfPicture() {
        return new Findings(
                "Sample",
                "Is 1 < 2?",
                List.of(new Headline("0.25 x", "stock", Tone.ORANGE)),
                List.of(
                        new Picture("Lines?", "Higher is better.", lines()),
                        new Picture("Bars?", "Shorter is better.", bars()),
                        new Picture("When?", "From left to right.", timeline())),
                List.of(new Table(1, List.of("mode", "n"), List.of(List.of("none", "1")))),
                List.of("Nobody measured this."));
    }

    private static LineChart lines() {
        return new LineChart(
                Axis.linear("clients"),
                Axis.logarithmic("queries per second"),
                List.of(
                        new Line(
                                "none",
                                Tone.GREY,
                                Line.Stroke.SOLID,
                                List.of(new Point(1, 91, 80, 100), new Point(8, 380, 300, 420))),
                        new Line(
                                "zookeeper",
                                Tone.ORANGE,
                                Line.Stroke.DASHED,
                                List.of(Point.of(1, 28), Point.of(8, 102)))));
    }

    private static BarChart bars() {
        return new BarChart(
                "x",
                List.of(
                        new BarChart.Group(
                                "8 clients",
                                List.of(
                                        new Bar("zookeeper", Tone.ORANGE, 0.25, 0.2, 0.3),
                                        Bar.of("olap", Tone.BLUE, 0.99)))));
    }

    private static TimelineChart timeline() {
        return new TimelineChart(
                "ms",
                List.of(
                        new Lane("plan store", List.of(new Span("write", Tone.ORANGE, 2.5, 20.25))),
                        new Lane("result", List.of(new Span("", Tone.GREY, 30, 30)))));
    }
}
