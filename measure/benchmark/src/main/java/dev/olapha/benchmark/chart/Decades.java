package dev.olapha.benchmark.chart;

import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.Point;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * A range of whole decades. XChart labels nothing else on a logarithmic axis, so that one within a
 * decade would have a single label, or none.
 */
record Decades(double low, double high) {

    /** Around all points; around 1 if there are none that a logarithmic axis can show. */
    static Decades around(List<Line> lines, ToDoubleFunction<Point> coordinate) {
        final double[] shown =
                lines.stream()
                        .flatMap(line -> line.points().stream())
                        .mapToDouble(coordinate)
                        .filter(value -> value > 0)
                        .sorted()
                        .toArray();
        if (shown.length == 0) {
            return new Decades(1, 10);
        }
        final double low = Math.floor(Math.log10(shown[0]));
        final double high = Math.max(low + 1, Math.ceil(Math.log10(shown[shown.length - 1])));
        return new Decades(Math.pow(10, low), Math.pow(10, high));
    }
}
