package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.CommandRun;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class SoakIT {

    @TempDir Path directory;

    @Test
    void nothingOfAQueryIsLeftAndAFailoverIsGoneThrough() throws IOException {
        final CommandRun run =
                CommandRun.of(
                        directory,
                        "soak --modes olap --queries 30 --clients 2 --failovers 1 --readings 3");

        assertThat(run.exitCode()).as(run.err()).isZero();
        final JsonNode readings = run.samples().at("/results/readings");
        assertThat(readings).hasSize(4);
        assertThat(readings.at("/3/queries").asInt()).isEqualTo(30);
        assertThat(readings.at("/3/failovers").asInt()).isEqualTo(1);
        for (final JsonNode reading : readings) {
            assertThat(reading.at("/jobManager/heapMegabytes").asDouble()).isPositive();
            assertThat(reading.at("/jobManager/threads").asInt()).isPositive();
            assertThat(reading.at("/storedFiles").asLong()).isZero();
        }
        assertThat(readings.at("/1/znodes").asInt()).isEqualTo(readings.at("/0/znodes").asInt());
        assertThat(readings.at("/1/watches").asInt()).isEqualTo(readings.at("/0/watches").asInt());
    }
}
