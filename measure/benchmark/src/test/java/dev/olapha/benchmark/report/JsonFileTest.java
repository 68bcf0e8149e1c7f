package dev.olapha.benchmark.report;

import dev.olapha.benchmark.cli.BenchmarkException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class JsonFileTest {

    @TempDir Path directory;

    @Test
    void saysWhatRanAndWhere() throws IOException {
        final Path path = directory.resolve("new/results.json");
        final RunInfo run = RunInfo.begin("throughput", "./bench throughput --rounds 1");
        final JsonFile file = JsonFile.at(path);
        file.write(report(run, Completion.RUNNING));
        file.write(report(run, Completion.COMPLETE));

        final JsonNode json = new ObjectMapper().readTree(path.toFile());
        assertThat(json.at("/completion").asText()).isEqualTo("complete");
        assertThat(json.at("/written").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(json.has("results")).isFalse();
        assertThat(json.at("/run/subcommand").asText()).isEqualTo("throughput");
        assertThat(json.at("/run/commandLine").asText()).isEqualTo("./bench throughput --rounds 1");
        assertThat(json.at("/run/flinkVersion").asText()).isEqualTo("2.3.0");
        assertThat(json.at("/run/machine/processors").asInt()).isPositive();
        assertThat(json.at("/run/machine/jdk").asText()).isNotEmpty();
        assertThat(json.at("/run/machine/kernel").asText()).isNotEmpty();
        assertThat(directory.resolve("new")).isDirectoryContaining(path::equals);
        try (var files = Files.list(directory.resolve("new"))) {
            assertThat(files).containsExactly(path);
        }
    }

    @Test
    void keepsMeasurementsApart() throws IOException {
        final Path path = directory.resolve("samples.json");
        JsonFile.at(path)
                .write(
                        new RunResults(
                                RunInfo.begin("throughput", "./bench"),
                                Completion.COMPLETE,
                                Instant.EPOCH,
                                Map.of("a", 2)));

        final JsonNode json = new ObjectMapper().readTree(path.toFile());
        assertThat(json.at("/results/a").asInt()).isEqualTo(2);
        assertThat(json.at("/written").asText()).isEqualTo("1970-01-01T00:00:00Z");
    }

    @Test
    void isReadBackWithoutLosingAnything() {
        final Path path = directory.resolve("results.json");
        final RunReport written = report(RunInfo.begin("throughput", "./bench"), Completion.FAILED);
        JsonFile.at(path).write(written);
        assertThat(JsonFile.read(path)).isEqualTo(written);
    }

    @Test
    void refusesWhatIsNoReport() throws IOException {
        final Path path = directory.resolve("results.json");
        assertThatThrownBy(() -> JsonFile.read(path))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("cannot be read");
        Files.writeString(path, "{}");
        assertThatThrownBy(() -> JsonFile.read(path))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("holds no report");
    }

    private static RunReport report(RunInfo run, Completion completion) {
        return new RunReport(
                run,
                completion,
                "A reason.",
                Instant.EPOCH,
                SampleFindings.withEveryKindOfPicture());
    }

    @Test
    void refusesAPlaceThatCannotBeWritten() throws IOException {
        final Path notADirectory = Files.createFile(directory.resolve("file"));
        assertThatThrownBy(() -> JsonFile.at(notADirectory.resolve("results.json")))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("cannot be written");
        assertThatThrownBy(() -> JsonFile.at(directory))
                .isInstanceOf(BenchmarkException.class)
                .hasMessageContaining("is a directory");
    }
}
