package dev.olapha.benchmark.page;

import dev.olapha.benchmark.report.JsonFile;
import dev.olapha.benchmark.report.RunReport;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The runs in {@code docs/evidence}, which everybody clones. */
class EvidenceTest {

    private static final Path EVIDENCE =
            Path.of(System.getProperty("olapha.root")).resolve("docs/evidence");

    private static final long MOST_BYTES = 2_000_000;

    /** Single measurements are a hundred times as large, and nobody reads them here. */
    @Test
    void hasFindingsAndNoMeasurements() throws IOException {
        for (final Path file : reports()) {
            assertThat(new ObjectMapper().readTree(file.toFile()).fieldNames())
                    .toIterable()
                    .as(file.toString())
                    .contains("run", "findings")
                    .doesNotContain("results");
        }
    }

    @Test
    void isSmall() throws IOException {
        try (Stream<Path> files = Files.walk(EVIDENCE)) {
            assertThat(
                            files.filter(Files::isRegularFile)
                                    .mapToLong(file -> file.toFile().length())
                                    .sum())
                    .isLessThan(MOST_BYTES);
        }
    }

    @Test
    void itsPageHasEveryPictureOfEveryRun() throws IOException {
        final String page = Files.readString(EVIDENCE.resolve("report.html"));
        for (final Path file : reports()) {
            final RunReport report = JsonFile.read(file);
            final String chapter = new Page(List.of(report)).render();
            assertThat(chapter)
                    .as(file.toString())
                    .contains(report.run().started().toString())
                    .containsPattern("<figure>|<table>");
            assertThat(page)
                    .as(file.toString())
                    .contains(
                            chapter.substring(
                                    chapter.indexOf("<p class=\"question\">"),
                                    chapter.indexOf("</section>")));
        }
    }

    private static List<Path> reports() throws IOException {
        try (Stream<Path> files = Files.list(EVIDENCE.resolve("report"))) {
            final List<Path> reports = files.sorted().toList();
            assertThat(reports).isNotEmpty();
            return reports;
        }
    }
}
