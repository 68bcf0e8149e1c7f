package dev.olapha.benchmark.page;

import dev.olapha.benchmark.report.RunReport;

import freemarker.core.ArithmeticEngine;
import freemarker.template.Configuration;
import freemarker.template.DefaultObjectWrapper;
import freemarker.template.TemplateException;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One self-contained page about one or several runs: it opens offline and asks nobody. */
public final class Page {

    private static final DefaultObjectWrapper WRAPPER =
            new DefaultObjectWrapper(Configuration.VERSION_2_3_33);
    private static final Configuration TEMPLATES = templates();

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
        final StringWriter html = new StringWriter();
        try {
            TEMPLATES
                    .getTemplate("page.ftlh")
                    .process(
                            Map.of(
                                    "reports",
                                    reports,
                                    "Plot",
                                    WRAPPER.getStaticModels().get(Plot.class.getName())),
                            html);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TemplateException e) {
            throw new IllegalStateException("The page's template is wrong.", e);
        }
        return html.toString();
    }

    private static Configuration templates() {
        final Configuration templates = new Configuration(Configuration.VERSION_2_3_33);
        templates.setClassForTemplateLoading(Page.class, "");
        templates.setObjectWrapper(WRAPPER);
        templates.setDefaultEncoding("UTF-8");
        templates.setLocale(Locale.ROOT);
        templates.setNumberFormat("0.#");
        // Its default makes a BigDecimal of every double, and none of a NaN.
        templates.setArithmeticEngine(ArithmeticEngine.CONSERVATIVE_ENGINE);
        templates.setTemplateExceptionHandler(
                (e, environment, out) -> {
                    throw e;
                });
        templates.setLogTemplateExceptions(false);
        return templates;
    }
}
