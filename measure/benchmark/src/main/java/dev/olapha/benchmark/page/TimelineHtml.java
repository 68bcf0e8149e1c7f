package dev.olapha.benchmark.page;

import dev.olapha.benchmark.report.Timeline;
import dev.olapha.benchmark.report.Timeline.Lane;
import dev.olapha.benchmark.report.Timeline.Span;

import java.util.Locale;

/** Lanes below each other on one axis of time. */
final class TimelineHtml {

    private static final int MARKS = 5;

    private final Timeline timeline;
    private final double end;

    TimelineHtml(Timeline timeline) {
        this.timeline = timeline;
        this.end =
                timeline.lanes().stream()
                        .flatMap(lane -> lane.spans().stream())
                        .mapToDouble(Span::end)
                        .max()
                        .orElse(0);
    }

    void write(Html html) {
        html.markup("<div class=\"timeline\" role=\"table\">");
        timeline.lanes().forEach(lane -> write(lane, html));
        html.markup(
                "<div class=\"lane axis\" aria-hidden=\"true\"><span class=\"name\"></span><span class=\"track\">");
        for (int mark = 0; mark <= MARKS; mark++) {
            final double time = end * mark / MARKS;
            html.markup(
                    "<span class=\"mark\" style=\"left:%s%\">%s</span>",
                    percent(time), Figures.of(time, timeline.unit()));
        }
        html.markup("</span></div></div>");
    }

    private void write(Lane lane, Html html) {
        html.markup(
                        "<div class=\"lane\" role=\"row\"><span class=\"name\" role=\"rowheader\">%s</span>",
                        lane.name())
                .markup("<span class=\"track\" role=\"cell\">");
        lane.spans().forEach(span -> write(span, html));
        html.markup("</span></div>");
    }

    private void write(Span span, Html html) {
        final double length = span.end() - span.start();
        final String when =
                length > 0
                        ? Figures.of(length, timeline.unit())
                        : "at " + Figures.of(span.start(), timeline.unit());
        html.markup(
                "<span class=\"span %s\" style=\"left:%s%;width:%s%\" title=\"%s\"></span>",
                Tones.cssClass(span.tone()),
                percent(span.start()),
                percent(length),
                (span.label() + " " + when).trim());
        // To the right of the span where there is room, else to its left, else inside.
        if (span.end() < end * 0.7) {
            html.markup(
                    "<span class=\"figure\" style=\"left:%s%\">%s</span>",
                    percent(span.end()), (span.label() + " " + when).trim());
        } else if (span.start() < end * 0.15) {
            html.markup(
                    "<span class=\"figure inside\" style=\"right:%s%\">%s</span>",
                    percent(end - span.end()), (span.label() + " " + when).trim());
        } else {
            html.markup(
                    "<span class=\"figure before\" style=\"right:%s%\">%s</span>",
                    percent(end - span.start()), (span.label() + " " + when).trim());
        }
    }

    private String percent(double time) {
        return end <= 0 ? "0" : String.format(Locale.ROOT, "%.2f", time / end * 100);
    }
}
