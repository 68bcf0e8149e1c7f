package dev.olapha.benchmark.page;

import dev.olapha.benchmark.report.BarChart;
import dev.olapha.benchmark.report.BarChart.Bar;
import dev.olapha.benchmark.report.BarChart.Group;

import java.util.Locale;

/** Bars as a table whose cells are as wide as their figures are great. */
final class BarsHtml {

    /** Leaves room for the figure behind the longest bar. */
    private static final double LONGEST_PERCENT = 70;

    private final BarChart chart;
    private final double greatest;

    BarsHtml(BarChart chart) {
        this.chart = chart;
        this.greatest =
                chart.groups().stream()
                        .flatMap(group -> group.bars().stream())
                        .mapToDouble(bar -> Math.max(bar.value(), bar.high()))
                        .max()
                        .orElse(0);
    }

    void write(Html html) {
        html.markup("<div class=\"bars\" role=\"table\">");
        chart.groups().forEach(group -> write(group, html));
        html.markup("</div>");
    }

    private void write(Group group, Html html) {
        html.markup("<div class=\"group\" role=\"rowgroup\">");
        if (!group.name().isEmpty()) {
            html.markup(
                    "<div class=\"group-name\" role=\"row\"><span role=\"cell\">%s</span></div>",
                    group.name());
        }
        group.bars().forEach(bar -> write(bar, html));
        html.markup("</div>");
    }

    private void write(Bar bar, Html html) {
        html.markup(
                        "<div class=\"bar\" role=\"row\"><span class=\"name\" role=\"rowheader\">%s</span>",
                        bar.name())
                .markup("<span class=\"track\" role=\"cell\">");
        if (bar.value() > 0) {
            html.markup(
                    "<span class=\"fill %s\" style=\"width:%s%\"></span>",
                    Tones.cssClass(bar.tone()), percent(bar.value()));
        }
        if (bar.high() > bar.low()) {
            html.markup(
                    "<span class=\"whisker\" style=\"left:%s%;width:%s%\"></span>",
                    percent(bar.low()), percent(bar.high() - bar.low()));
        }
        html.markup(
                "<span class=\"figure\" style=\"left:%s%\">%s%s</span></span></div>",
                percent(Math.max(bar.value(), bar.high())),
                Figures.of(bar.value(), chart.unit()),
                spread(bar));
    }

    private static String spread(Bar bar) {
        return bar.high() > bar.low()
                ? " (" + Figures.of(bar.low()) + " – " + Figures.of(bar.high()) + ")"
                : "";
    }

    private String percent(double value) {
        return greatest <= 0
                ? "0"
                : String.format(Locale.ROOT, "%.2f", value / greatest * LONGEST_PERCENT);
    }
}
