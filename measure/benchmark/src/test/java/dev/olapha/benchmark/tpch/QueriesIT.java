package dev.olapha.benchmark.tpch;

import dev.olapha.benchmark.CommandRun;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Answers and requests, not speeds. */
class QueriesIT {

    @TempDir Path directory;

    @Test
    void asksOverJdbcAndCountsWhatZooKeeperIsAsked() throws IOException {
        final CommandRun run =
                CommandRun.of(
                        directory,
                        "queries --modes zookeeper,olap --scale 0.005 --clients 1 --rounds 1"
                                + " --duration 1ms --warm-up 0s");

        // It fails if an answer is not the right one.
        assertThat(run.exitCode()).as(run.err()).isZero();
        final JsonNode json = run.samples();
        assertThat(json.at("/completion").asText()).isEqualTo("complete");
        assertThat(json.at("/results/queries")).hasSize(6);
        final JsonNode samples = json.at("/results/samples");
        assertThat(samples)
                .extracting(sample -> sample.at("/cluster").asText())
                .containsExactly("zookeeper", "olap");
        for (final JsonNode sample : samples) {
            final String cluster = sample.at("/cluster").asText();
            assertThat(sample.at("/queries").asInt()).as(cluster).isEqualTo(1);
            assertThat(sample.at("/work/0/latenciesMicros")).as(cluster).hasSize(1);
        }
        assertThat(samples.at("/0/zooKeeper/writes").asInt()).isGreaterThan(5);
        // Of the SQL Gateway too: it has found the JobManager in the query before.
        assertThat(samples.at("/1/zooKeeper/requests").asInt()).isZero();
        assertThat(run.page())
                .content()
                .contains("TPC-H through SQL Gateway", "<svg class=\"chart\"");
    }
}
