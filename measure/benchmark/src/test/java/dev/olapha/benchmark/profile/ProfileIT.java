package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.CommandRun;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts, not speeds. */
class ProfileIT {

    private static final int QUERIES = 5;

    @TempDir Path directory;

    @Test
    void saysWhatAQueryCallsAndShips() throws IOException {
        final CommandRun run =
                CommandRun.of(
                        directory,
                        "profile --queries 3 --warm-up 2 --parallelism 2 --jar 20KB"
                                + " --modes zookeeper,olap");
        assertThat(run.exitCode()).as(run.err()).isZero();
        final JsonNode json = run.samples();

        assertThat(json.at("/completion").asText()).isEqualTo("complete");
        for (final String mode : new String[] {"zookeeper", "olap"}) {
            assertThat(calls(json, mode, "ExecutionPlanStore", "putExecutionPlan"))
                    .as(mode)
                    .isEqualTo(QUERIES);
            assertThat(bytes(json, mode, "ExecutionPlanStore", "putExecutionPlan"))
                    .as(mode)
                    .isGreaterThan(QUERIES * 500L);
            assertThat(calls(json, mode, "JobResultStore", "createDirtyResultAsync"))
                    .as(mode)
                    .isEqualTo(QUERIES);
            assertThat(calls(json, mode, "Rpc to TaskExecutor", "submitTask"))
                    .as(mode)
                    .isEqualTo(2 * QUERIES);
            assertThat(bytes(json, mode, "TaskDeploymentDescriptor", "job information inside"))
                    .as(mode)
                    .isGreaterThan(2 * QUERIES * 100L);
            assertThat(bytes(json, mode, "BlobStore", "put of user files"))
                    .as(mode)
                    .isBetween(QUERIES * 20_000L, QUERIES * 21_000L);
        }
        // Stock has a blob store to read from; the other one has the JobManager.
        final long jars = bytes(json, "olap", "BlobServer", "download of user files");
        assertThat(jars).isBetween(QUERIES * 20_000L, QUERIES * 21_000L);
        assertThat(bytes(json, "zookeeper", "BlobStore", "get of user files")).isEqualTo(jars);
        assertThat(bytes(json, "zookeeper", "BlobServer", "download of user files")).isZero();
        final JsonNode findings = run.json().at("/findings");
        assertThat(findings.at("/pictures")).hasSize(3);
        assertThat(findings.at("/tables")).hasSize(2);
        assertThat(findings.at("/tables/0").toString())
                .contains("putExecutionPlan", "\"yes\"", "after the result");
        assertThat(directory.resolve("results.html"))
                .content()
                .contains(
                        "One query&#39;s life with zookeeper",
                        "JM: ExecutionPlanStore putExecutionPlan");
    }

    private static long calls(JsonNode json, String mode, String service, String operation) {
        return sum(json, mode, service, operation, "calls");
    }

    private static long bytes(JsonNode json, String mode, String service, String operation) {
        return sum(json, mode, service, operation, "bytes");
    }

    private static long sum(
            JsonNode json, String mode, String service, String operation, String figure) {
        long sum = 0;
        for (final JsonNode process : json.at("/results/clusters/" + mode)) {
            for (final JsonNode totals : process.at("/totals")) {
                if (totals.at("/service").asText().equals(service)
                        && totals.at("/operation").asText().equals(operation)) {
                    sum += totals.at("/" + figure).asLong();
                }
            }
        }
        return sum;
    }
}
