package dev.olapha.benchmark.page;

import dev.olapha.benchmark.report.Completion;
import dev.olapha.benchmark.report.RunInfo;
import dev.olapha.benchmark.report.RunReport;
import dev.olapha.benchmark.report.SampleFindings;

import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class PageTest {

    @Test
    void showsEveryKindOfPictureWithoutAskingAnybody() {
        final String page = page(Completion.COMPLETE);
        assertThat(page)
                .contains("<h3>Lines?</h3>", "<h3>Bars?</h3>", "<h3>When?</h3>")
                .contains(
                        "aria-label=\"Lines? none: 91.0 at 1.00, 380 at 8.00; zookeeper: 28.0 at 1.00")
                .contains(
                        ">queries per second</text>", ">500</text>", "<path class=\"line dashed\"")
                .contains("0.25 x (0.2 – 0.3)", "0.99 x", "write 17.8 ms", "at 30.0 ms")
                .contains("Is 1 &lt; 2?", "./bench sample")
                .doesNotContain("Failed before its end", "<nav");
        assertThat(page).doesNotContain("http:", "https:", "<script", "@import", "url(", "data:");
    }

    @Test
    void saysWhyARunFailed() {
        assertThat(page(Completion.FAILED)).contains("Failed before its end: A port was in use.");
    }

    @Test
    void hasAContentsOfSeveralRuns() {
        final String page =
                new Page(List.of(report(Completion.COMPLETE), report(Completion.COMPLETE)))
                        .render();
        assertThat(page).contains("<a href=\"#chapter-2\">Sample</a>", "<section id=\"chapter-2\"");
    }

    private static String page(Completion completion) {
        return new Page(List.of(report(completion))).render();
    }

    private static RunReport report(Completion completion) {
        return new RunReport(
                RunInfo.begin("sample", "./bench sample"),
                completion,
                completion == Completion.FAILED ? "A port was in use." : null,
                Instant.EPOCH,
                SampleFindings.withEveryKindOfPicture());
    }
}
