package dev.olapha.benchmark.page;

import dev.olapha.benchmark.report.BarChart;
import dev.olapha.benchmark.report.Drawing;
import dev.olapha.benchmark.report.Findings;
import dev.olapha.benchmark.report.Headline;
import dev.olapha.benchmark.report.LineChart;
import dev.olapha.benchmark.report.Picture;
import dev.olapha.benchmark.report.RunReport;
import dev.olapha.benchmark.report.Table;
import dev.olapha.benchmark.report.Timeline;

import java.util.List;

/** One run's part of a page. */
final class ChapterHtml {

    private final RunReport report;
    private final String id;

    ChapterHtml(RunReport report, String id) {
        this.report = report;
        this.id = id;
    }

    void write(Html html) {
        final Findings findings = report.findings();
        html.markup("<section id=\"%s\" aria-labelledby=\"%s-title\">", id, id)
                .markup("<h2 id=\"%s-title\">%s</h2>", id, findings.title())
                .markup("<p class=\"question\">%s</p>", findings.question());
        writeCompletion(html);
        writeHeadlines(findings.headlines(), html);
        findings.pictures().forEach(picture -> write(picture, html));
        findings.tables().forEach(table -> write(table, html));
        if (!findings.remarks().isEmpty()) {
            html.markup("<h3>To judge the figures</h3><ul class=\"remarks\">");
            findings.remarks().forEach(remark -> html.markup("<li>%s</li>", remark));
            html.markup("</ul>");
        }
        html.markup(
                        "<p class=\"command\">Measured with <code>%s</code>",
                        report.run().commandLine())
                .markup("from %s to %s.</p></section>", report.run().started(), report.written());
    }

    private void writeCompletion(Html html) {
        switch (report.completion()) {
            case COMPLETE -> {
                return;
            }
            case RUNNING ->
                    html.markup(
                            "<p class=\"notice\">Still running, or ended without a word: these are the figures until then.</p>");
            case INTERRUPTED ->
                    html.markup(
                            "<p class=\"notice\">Stopped before its end: these are the figures until then.</p>");
            case FAILED ->
                    html.markup(
                            "<p class=\"notice\">Failed before its end: %s</p>",
                            report.failure() == null ? "nobody said why." : report.failure());
        }
    }

    private static void writeHeadlines(List<Headline> headlines, Html html) {
        if (headlines.isEmpty()) {
            return;
        }
        html.markup("<ul class=\"headlines\">");
        for (final Headline headline : headlines) {
            html.markup(
                    "<li class=\"%s\"><strong>%s</strong><span>%s</span></li>",
                    Tones.cssClass(headline.tone()), headline.value(), headline.label());
        }
        html.markup("</ul>");
    }

    private static void write(Picture picture, Html html) {
        html.markup("<figure><h3>%s</h3>", picture.title());
        write(picture.drawing(), picture.title(), html);
        html.markup("<figcaption>%s</figcaption></figure>", picture.caption());
    }

    private static void write(Drawing drawing, String title, Html html) {
        if (drawing instanceof LineChart lines) {
            new LinesHtml(lines, title).write(html);
        } else if (drawing instanceof BarChart bars) {
            new BarsHtml(bars).write(html);
        } else if (drawing instanceof Timeline timeline) {
            new TimelineHtml(timeline).write(html);
        }
    }

    private static void write(Table table, Html html) {
        html.markup("<div class=\"scroll\" tabindex=\"0\"><table><thead><tr>");
        for (int column = 0; column < table.header().size(); column++) {
            html.markup(
                    "<th scope=\"col\" class=\"%s\">%s</th>",
                    kind(table, column), table.header().get(column));
        }
        html.markup("</tr></thead><tbody>");
        table.rows().forEach(row -> write(table, row, html));
        html.markup("</tbody></table></div>");
    }

    private static void write(Table table, List<String> row, Html html) {
        if (row.isEmpty()) {
            html.markup("<tr class=\"gap\"><td colspan=\"%s\"></td></tr>", table.header().size());
            return;
        }
        html.markup("<tr>");
        for (int column = 0; column < row.size(); column++) {
            html.markup("<td class=\"%s\">%s</td>", kind(table, column), row.get(column));
        }
        html.markup("</tr>");
    }

    private static String kind(Table table, int column) {
        return column < table.wordColumns() ? "word" : "number";
    }
}
