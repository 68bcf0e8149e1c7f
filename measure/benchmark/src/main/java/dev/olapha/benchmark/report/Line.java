package dev.olapha.benchmark.report;

import java.util.List;

/**
 * One line of a chart.
 *
 * @param name in the legend, unique in its chart
 * @param stroke tells lines of the same tone apart
 * @param points in the order of their x
 */
public record Line(String name, Tone tone, Stroke stroke, List<Point> points) {

    /** How a line is drawn. */
    public enum Stroke {
        SOLID,
        DASHED,
        DOTTED
    }

    public Line {
        points = List.copyOf(points);
    }
}
