package dev.olapha.benchmark.jars;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Bytes, not times. */
class JarsIT {

    private static final long JAR = 300_000;
    private static final long SLACK = 1_000;

    @TempDir Path directory;

    @Test
    void countsWhoServesTheJar() throws IOException {
        final Path file = directory.resolve("results.json");
        final CommandLine commandLine = new CommandLine(new JarsCommand());
        commandLine.setOut(new PrintWriter(new StringWriter()));
        assertThat(
                        commandLine.execute(
                                "--size",
                                "300KB",
                                "--taskmanagers",
                                "2",
                                "--rounds",
                                "1",
                                "--json",
                                file.toString()))
                .isZero();

        final JsonNode json = new ObjectMapper().readTree(file.toFile());
        final JsonNode samples = json.at("/results/samples");
        assertThat(samples).hasSize(2);
        final JsonNode off = samples.at("/0");
        assertThat(off.at("/mode").asText()).isEqualTo("olap");
        assertThat(off.at("/servedByJobManager").asLong()).isBetween(2 * JAR, 2 * (JAR + SLACK));
        assertThat(off.at("/readFromStore").asLong()).isZero();
        final JsonNode on = samples.at("/1");
        assertThat(on.at("/mode").asText()).isEqualTo("olap-blobs");
        assertThat(on.at("/servedByJobManager").asLong()).isZero();
        assertThat(on.at("/readFromStore").asLong()).isBetween(2 * JAR, 2 * (JAR + SLACK));
        for (final JsonNode sample : samples) {
            final double accepted = sample.at("/acceptedMillis").asDouble();
            assertThat(accepted).isPositive();
            assertThat(sample.at("/firstRunningMillis").asDouble()).isPositive();
            assertThat(sample.at("/lastRunningMillis").asDouble())
                    .isGreaterThanOrEqualTo(sample.at("/firstRunningMillis").asDouble());
        }
        assertThat(json.at("/findings/tables")).hasSize(2);
    }
}
