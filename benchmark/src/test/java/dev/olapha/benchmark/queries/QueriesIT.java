package dev.olapha.benchmark.queries;

import dev.olapha.benchmark.CommandRun;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

class QueriesIT {

    @TempDir Path directory;

    @Test
    void everyAnswerIsCheckedAndCostsOnlyStockRequests() throws IOException {
        final CommandRun run =
                CommandRun.of(
                        directory,
                        "queries --scale 0.005 --clients 1 --modes zookeeper,olap --rounds 1"
                                + " --duration 1s --warm-up 0s");

        assertThat(run.exitCode()).as(run.err()).isZero();
        final JsonNode json = run.json();
        assertThat(json.at("/results/queries")).hasSize(6);
        final JsonNode summaries = json.at("/results/summaries");
        assertThat(summaries.at("/0/cluster").asText()).isEqualTo("zookeeper");
        assertThat(summaries.at("/0/zooKeeperRequestsPerQuery").asDouble()).isGreaterThan(10);
        assertThat(summaries.at("/1/cluster").asText()).isEqualTo("olap");
        assertThat(summaries.at("/1/zooKeeperRequestsPerQuery").asDouble()).isZero();
        assertThat(summaries.at("/1/p50Millis").asDouble()).isPositive();
        assertThat(run.page()).content().contains("Which query takes how long?");
    }
}
