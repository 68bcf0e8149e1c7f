package dev.olapha.benchmark.wordcount;

import dev.olapha.benchmark.CommandRun;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Words and requests, not speeds. */
class WordCountIT {

    @TempDir Path directory;

    @Test
    void countsAllWordsInEveryModeAndWhatZooKeeperIsAsked() throws IOException {
        final CommandRun run =
                CommandRun.of(
                        directory,
                        "wordcount --modes zookeeper,olap-blobs --parallelism 3 --scale 0.001"
                                + " --clients 2 --rounds 1 --duration 500ms --warm-up 0s");

        // It fails if the words that a query has counted are not those of the text.
        assertThat(run.exitCode()).as(run.err()).isZero();
        final JsonNode json = run.samples();
        assertThat(json.at("/completion").asText()).isEqualTo("complete");
        assertThat(json.at("/results/workload/parallelism").asInt()).isEqualTo(3);
        assertThat(json.at("/results/workload/words").asLong()).isBetween(5_000L, 50_000L);
        final JsonNode samples = json.at("/results/samples");
        assertThat(samples)
                .extracting(sample -> sample.at("/cluster").asText())
                .containsExactly("zookeeper", "olap-blobs");
        for (final JsonNode sample : samples) {
            final String cluster = sample.at("/cluster").asText();
            assertThat(sample.at("/work")).as(cluster).hasSize(2);
            assertThat(sample.at("/queries").asInt())
                    .as(cluster)
                    .isEqualTo(
                            sample.at("/work/0/latenciesMicros").size()
                                    + sample.at("/work/1/latenciesMicros").size())
                    .isGreaterThanOrEqualTo(2);
        }
        final int stockQueries = samples.at("/0/queries").asInt();
        assertThat(samples.at("/0/zooKeeper/writes").asInt()).isGreaterThan(5 * stockQueries);
        assertThat(samples.at("/1/zooKeeper/requests").asInt()).isZero();
        assertThat(run.out()).contains("olap-blobs", "Saved in ");
        assertThat(run.page()).content().contains("WordCount, 3 parallel", "<svg class=\"chart\"");
    }
}
