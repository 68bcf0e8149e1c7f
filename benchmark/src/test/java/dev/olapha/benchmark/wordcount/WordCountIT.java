package dev.olapha.benchmark.wordcount;

import dev.olapha.benchmark.CommandRun;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class WordCountIT {

    @TempDir Path directory;

    @Test
    void countsWordsInEveryModeWithoutAskingZooKeeper() throws IOException {
        final CommandRun run =
                CommandRun.of(
                        directory,
                        "wordcount --parallelism 4 --scale 0.001 --modes none,olap,olap-blobs"
                                + " --rounds 1 --duration 1s --warm-up 0s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        final JsonNode json = run.json();
        assertThat(json.at("/completion").asText()).isEqualTo("complete");
        assertThat(json.at("/results/workload/parallelism").asInt()).isEqualTo(4);
        assertThat(json.at("/results/workload/words").asLong()).isGreaterThan(1000);
        assertThat(json.at("/results/summaries")).hasSize(3);
        for (final JsonNode sample : json.at("/results/samples")) {
            assertThat(sample.at("/queries").asInt()).isPositive();
            assertThat(sample.at("/zooKeeper/requests").asLong()).isZero();
        }
        assertThat(run.page()).content().contains("WordCount, 4 parallel");
    }
}
