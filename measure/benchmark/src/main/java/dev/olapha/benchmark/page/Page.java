package dev.olapha.benchmark.page;

import dev.olapha.benchmark.machine.Machine;
import dev.olapha.benchmark.report.RunInfo;
import dev.olapha.benchmark.report.RunReport;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One self-contained page about one or several runs: it opens offline and asks nobody. */
public final class Page {

    private static final String STYLE = "page.css";

    private final List<RunReport> reports;

    /**
     * @param reports at least one; each becomes a chapter
     */
    public Page(List<RunReport> reports) {
        if (reports.isEmpty()) {
            throw new IllegalArgumentException("A page without a run.");
        }
        this.reports = List.copyOf(reports);
    }

    public byte[] toBytes() {
        return render().getBytes(StandardCharsets.UTF_8);
    }

    String render() {
        final Html html = new Html();
        html.markup("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">")
                .markup(
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">")
                .markup("<title>%s</title>", title())
                .markup("<style>")
                .markup(style())
                .markup("</style></head><body><header>")
                .markup("<p class=\"product\">flink-olap-ha</p><h1>%s</h1>", title());
        writeMachine(html);
        html.markup("</header>");
        if (reports.size() > 1) {
            writeContents(html);
        }
        html.markup("<main class=\"%s\">", reports.size() > 1 ? "chapters" : "single");
        for (int i = 0; i < reports.size(); i++) {
            new ChapterHtml(reports.get(i), id(i)).write(html);
        }
        html.markup("</main></body></html>");
        return html.toString();
    }

    private String title() {
        return reports.size() == 1
                ? reports.get(0).findings().title()
                : "What high availability costs a query";
    }

    private void writeMachine(Html html) {
        final RunInfo run = reports.get(0).run();
        final Machine machine = run.machine();
        html.markup(
                "<p class=\"machine\">Apache Flink %s · flink-olap-ha %s · %s processors (%s), %s MB · %s · %s · %s</p>",
                run.flinkVersion(),
                run.productVersion(),
                machine.processors(),
                machine.cpu(),
                machine.memoryMegabytes(),
                machine.kernel(),
                machine.jdk(),
                run.started());
    }

    private void writeContents(Html html) {
        html.markup("<nav aria-label=\"Chapters\"><ol>");
        for (int i = 0; i < reports.size(); i++) {
            html.markup(
                    "<li><a href=\"#%s\">%s</a><span>%s</span></li>",
                    id(i), reports.get(i).findings().title(), reports.get(i).findings().question());
        }
        html.markup("</ol></nav>");
    }

    private static String id(int chapter) {
        return "chapter-" + (chapter + 1);
    }

    private static String style() {
        try (InputStream style = Page.class.getResourceAsStream(STYLE)) {
            return new String(style.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
