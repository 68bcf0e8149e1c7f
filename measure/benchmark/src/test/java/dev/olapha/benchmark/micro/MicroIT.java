package dev.olapha.benchmark.micro;

import dev.olapha.benchmark.CommandRun;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class MicroIT {

    @TempDir Path directory;

    @Test
    void runsJmh() throws Exception {
        final CommandRun run =
                CommandRun.of(
                        directory,
                        "micro --only JobElection --threads 1,2 --forks 1 --iterations 1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        final JsonNode samples = run.samples().at("/results/samples");
        assertThat(samples).hasSize(2);
        for (final JsonNode sample : samples) {
            assertThat(sample.at("/name").asText()).isEqualTo("JobElectionBenchmark.startAndClose");
            assertThat(sample.at("/nanos/0").asDouble()).isPositive();
        }
    }
}
