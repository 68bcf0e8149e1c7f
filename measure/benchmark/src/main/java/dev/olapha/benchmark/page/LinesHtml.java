package dev.olapha.benchmark.page;

import dev.olapha.benchmark.chart.ChartImage;
import dev.olapha.benchmark.chart.DrawingException;
import dev.olapha.benchmark.chart.LineChartDrawer;
import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.LineChart;
import dev.olapha.benchmark.report.Point;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A line chart with its legend, and its figures for those who cannot see it. */
final class LinesHtml {

    /** Beyond this nobody reads a list of points. */
    private static final int MOST_LISTED = 12;

    private final LineChart chart;
    private final String title;

    LinesHtml(LineChart chart, String title) {
        this.chart = chart;
        this.title = title;
    }

    void write(Html html) {
        html.markup("<ul class=\"legend\" aria-hidden=\"true\">");
        for (final Line line : chart.lines()) {
            html.markup(
                    "<li><span class=\"stroke %s %s\"></span>%s</li>",
                    Tones.cssClass(line.tone()),
                    line.stroke().name().toLowerCase(Locale.ROOT),
                    line.name());
        }
        html.markup("</ul>");
        try {
            final ChartImage image = new LineChartDrawer().draw(chart);
            html.markup(
                            "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"%s\">",
                            image.dark())
                    .markup(
                            "<img src=\"%s\" width=\"%s\" height=\"%s\" alt=\"%s\"></picture>",
                            image.light(), image.width(), image.height(), inWords());
        } catch (DrawingException e) {
            html.markup("<p class=\"missing\">%s In words: %s</p>", e.getMessage(), inWords());
        }
    }

    private String inWords() {
        return title
                + " "
                + chart.lines().stream().map(this::inWords).collect(Collectors.joining("; "));
    }

    private String inWords(Line line) {
        final List<Point> points = line.points();
        if (points.isEmpty()) {
            return line.name() + ": nothing";
        }
        final List<Point> told =
                points.size() <= MOST_LISTED
                        ? points
                        : List.of(points.get(0), points.get(points.size() - 1));
        return line.name()
                + ": "
                + told.stream()
                        .map(point -> Figures.of(point.y()) + " at " + Figures.of(point.x()))
                        .collect(Collectors.joining(", "));
    }
}
