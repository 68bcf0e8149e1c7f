package dev.olapha.benchmark.chart;

import dev.olapha.benchmark.report.Line;
import dev.olapha.benchmark.report.LineChart;
import dev.olapha.benchmark.report.LineChart.Scale;
import dev.olapha.benchmark.report.Point;

import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.List;
import java.util.Locale;

/** Draws lines with XChart. Needs no screen, but a font. */
public final class LineChartDrawer {

    private static final int WIDTH = 820;
    private static final int HEIGHT = 360;
    private static final String NUMBER = "#,##0.###";
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    /** More points than this make a curve, on which marks would hide the line. */
    private static final int MOST_MARKED = 12;

    private static final int WHISKER_ALPHA = 60;

    /**
     * @throws DrawingException if this Java cannot draw, for example without any font
     */
    public ChartImage draw(LineChart chart) {
        try {
            return new ChartImage(
                    Svg.of(drawn(chart, Ink.LIGHT)).toDataUri(),
                    Svg.of(drawn(chart, Ink.DARK)).toDataUri(),
                    WIDTH,
                    HEIGHT);
        } catch (LinkageError | InternalError | RuntimeException e) {
            // What AWT throws on a machine without fonts is no exception that a caller can name.
            throw new DrawingException("This Java cannot draw charts (" + e + ").", e);
        }
    }

    private static XYChart drawn(LineChart chart, Ink ink) {
        final XYChart drawn =
                new XYChartBuilder()
                        .width(WIDTH)
                        .height(HEIGHT)
                        .xAxisTitle(chart.xAxis().label())
                        .yAxisTitle(chart.yAxis().label())
                        .build();
        style(drawn.getStyler(), chart, ink);
        // Whiskers first, so that lines lie above them.
        for (final Line line : chart.lines()) {
            addWhiskers(drawn, line, ink);
        }
        for (final Line line : chart.lines()) {
            addLine(drawn, line, ink);
        }
        return drawn;
    }

    private static void style(XYStyler styler, LineChart chart, Ink ink) {
        styler.setChartBackgroundColor(ink.ground());
        styler.setPlotBackgroundColor(ink.ground());
        styler.setChartFontColor(ink.text());
        styler.setPlotBorderVisible(false);
        styler.setPlotGridLinesColor(ink.grid());
        styler.setPlotGridLinesStroke(new BasicStroke(1));
        styler.setPlotGridVerticalLinesVisible(false);
        styler.setPlotContentSize(0.96);
        styler.setPlotMargin(6);
        styler.setAxisTickMarksColor(ink.grid());
        styler.setAxisTickMarkLength(4);
        styler.setAxisTickLabelsFont(PLAIN);
        styler.setAxisTitleFont(PLAIN);
        styler.setXAxisTickLabelsColor(ink.label());
        styler.setYAxisTickLabelsColor(ink.label());
        styler.setXAxisTitleColor(ink.label());
        styler.setYAxisTitleColor(ink.label());
        // The page has a legend of its own, in its own letters.
        styler.setLegendVisible(false);
        styler.setChartPadding(8);
        styler.setChartTitleVisible(false);
        styler.setXAxisLogarithmic(chart.xAxis().scale() == Scale.LOGARITHMIC);
        styler.setYAxisLogarithmic(chart.yAxis().scale() == Scale.LOGARITHMIC);
        if (chart.xAxis().scale() == Scale.LINEAR) {
            styler.setXAxisMin(0.0);
        } else {
            final Decades decades = Decades.around(chart.lines(), Point::x);
            styler.setXAxisMin(decades.low());
            styler.setXAxisMax(decades.high());
        }
        if (chart.yAxis().scale() == Scale.LINEAR) {
            styler.setYAxisMin(0.0);
        } else {
            final Decades decades = Decades.around(chart.lines(), Point::y);
            styler.setYAxisMin(decades.low());
            styler.setYAxisMax(decades.high());
        }
        // Not a function: with one, XChart places the ticks of a logarithmic axis as on a linear
        // one.
        styler.setLocale(Locale.ROOT);
        styler.setXAxisDecimalPattern(NUMBER);
        styler.setYAxisDecimalPattern(NUMBER);
    }

    private static void addLine(XYChart chart, Line line, Ink ink) {
        final List<Point> points = line.points();
        if (points.isEmpty()) {
            return;
        }
        final XYSeries series =
                chart.addSeries(
                        line.name(),
                        points.stream().mapToDouble(Point::x).toArray(),
                        points.stream().mapToDouble(Point::y).toArray());
        final Color color = ink.of(line.tone());
        series.setLineColor(color);
        series.setLineStyle(stroke(line.stroke()));
        series.setMarker(marker(points.size()));
        series.setMarkerColor(color);
    }

    /** From the least to the greatest of each point's measurements. */
    private static void addWhiskers(XYChart chart, Line line, Ink ink) {
        final List<Point> spread =
                line.points().stream().filter(point -> point.high() > point.low()).toList();
        if (spread.isEmpty() || spread.size() > MOST_MARKED) {
            return;
        }
        final double[] x = new double[spread.size() * 3];
        final double[] y = new double[spread.size() * 3];
        for (int i = 0; i < spread.size(); i++) {
            final Point point = spread.get(i);
            x[3 * i] = point.x();
            y[3 * i] = point.low();
            x[3 * i + 1] = point.x();
            y[3 * i + 1] = point.high();
            x[3 * i + 2] = point.x();
            // A gap before the next whisker.
            y[3 * i + 2] = Double.NaN;
        }
        final XYSeries series = chart.addSeries(line.name() + " (spread)", x, y);
        final Color color = ink.of(line.tone());
        series.setMarker(SeriesMarkers.NONE);
        series.setLineStyle(new BasicStroke(5, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL));
        series.setLineColor(
                new Color(color.getRed(), color.getGreen(), color.getBlue(), WHISKER_ALPHA));
    }

    private static Marker marker(int points) {
        return points > MOST_MARKED ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE;
    }

    private static BasicStroke stroke(Line.Stroke stroke) {
        return switch (stroke) {
            case SOLID -> new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND);
            case DASHED -> dashed(8, 6);
            case DOTTED -> dashed(1.5f, 5);
        };
    }

    private static BasicStroke dashed(float on, float off) {
        return new BasicStroke(
                2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND, 10, new float[] {on, off}, 0);
    }
}
