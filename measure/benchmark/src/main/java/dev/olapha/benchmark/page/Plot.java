package dev.olapha.benchmark.page;

import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.LineChart;
import dev.olapha.benchmark.report.Point;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;

/** A line chart laid out in pixels; the template writes it as SVG, with the page's own colours. */
public record Plot(AxisScale x, AxisScale y, List<Curve> curves) {

    /** More points than this make a curve, on which marks and spreads would hide the line. */
    private static final int MOST_MARKED = 12;

    private static final int WIDTH = 820;
    private static final int HEIGHT = 360;
    private static final int LEFT = 84;
    private static final int RIGHT = WIDTH - 24;
    private static final int TOP = 12;
    private static final int BOTTOM = HEIGHT - 52;

    /**
     * A line.
     *
     * @param path through its points
     * @param marks on its points; none if they are many
     * @param whiskers from the least to the greatest of each point's measurements
     */
    public record Curve(Line line, String path, List<Mark> marks, List<Whisker> whiskers) {}

    public record Mark(double x, double y) {}

    public record Whisker(double x, double low, double high) {}

    public static Plot of(LineChart chart) {
        final AxisScale x =
                AxisScale.of(chart.xAxis(), points(chart).mapToDouble(Point::x), LEFT, RIGHT);
        final AxisScale y =
                AxisScale.of(
                        chart.yAxis(),
                        points(chart)
                                .flatMapToDouble(
                                        point ->
                                                DoubleStream.of(
                                                        point.y(), point.low(), point.high())),
                        BOTTOM,
                        TOP);
        return new Plot(x, y, chart.lines().stream().map(line -> curve(line, x, y)).toList());
    }

    private static Stream<Point> points(LineChart chart) {
        return chart.lines().stream().flatMap(line -> line.points().stream());
    }

    private static Curve curve(Line line, AxisScale x, AxisScale y) {
        final List<Point> shown =
                line.points().stream()
                        .filter(point -> x.shows(point.x()) && y.shows(point.y()))
                        .toList();
        final List<Mark> places =
                shown.stream().map(point -> new Mark(x.at(point.x()), y.at(point.y()))).toList();
        final boolean few = shown.size() <= MOST_MARKED;
        return new Curve(
                line,
                places.stream()
                        .map(place -> place.x() + " " + place.y())
                        .collect(Collectors.joining("L", places.isEmpty() ? "" : "M", "")),
                few ? places : List.of(),
                shown.stream()
                        .filter(point -> few && point.high() > point.low() && y.shows(point.low()))
                        .map(
                                point ->
                                        new Whisker(
                                                x.at(point.x()),
                                                y.at(point.low()),
                                                y.at(point.high())))
                        .toList());
    }

    public int width() {
        return WIDTH;
    }

    public int height() {
        return HEIGHT;
    }

    public int left() {
        return LEFT;
    }

    public int right() {
        return RIGHT;
    }

    public int top() {
        return TOP;
    }

    public int bottom() {
        return BOTTOM;
    }
}
