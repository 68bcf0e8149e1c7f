package dev.olapha.benchmark.jars;

import dev.olapha.benchmark.CommandRun;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Bytes, not times. */
class JarsIT {

    private static final long JAR = 300_000;
    private static final long SLACK = 1_000;

    @TempDir Path directory;

    @Test
    void countsWhoServesTheJar() throws IOException {
        final CommandRun run =
                CommandRun.of(directory, "jars --size 300KB --taskmanagers 2 --rounds 1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        final JsonNode samples = run.samples().at("/results/samples");
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
        assertThat(run.json().at("/findings/tables")).hasSize(2);
    }
}
