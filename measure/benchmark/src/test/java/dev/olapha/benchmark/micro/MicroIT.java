package dev.olapha.benchmark.micro;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class MicroIT {

    @TempDir Path directory;

    @Test
    void runsJmh() throws Exception {
        final Path file = directory.resolve("results.json");
        final CommandLine commandLine = new CommandLine(new MicroCommand());
        commandLine.setOut(new PrintWriter(new StringWriter()));
        assertThat(
                        commandLine.execute(
                                "--only",
                                "JobElection",
                                "--threads",
                                "1,2",
                                "--forks",
                                "1",
                                "--iterations",
                                "1",
                                "--json",
                                file.toString()))
                .isZero();

        final JsonNode json = new ObjectMapper().readTree(file.toFile());
        final JsonNode samples = json.at("/results/samples");
        assertThat(samples).hasSize(2);
        for (final JsonNode sample : samples) {
            assertThat(sample.at("/name").asText()).isEqualTo("JobElectionBenchmark.startAndClose");
            assertThat(sample.at("/nanos/0").asDouble()).isPositive();
        }
    }
}
