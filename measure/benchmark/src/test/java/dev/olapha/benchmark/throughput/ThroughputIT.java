package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.CommandRun;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.kubernetes.RequiresApiServer;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/** Counts, not speeds: those depend on the machine. */
class ThroughputIT {

    @TempDir Path directory;

    @Test
    void measuresWhatItSays() throws IOException {
        final CommandRun run =
                measure("--modes none,zookeeper,olap,olap-standalone --coordination-delay 0ms,2ms");
        final JsonNode json = run.samples();

        assertThat(json.at("/completion").asText()).isEqualTo("complete");
        assertThat(json.at("/run/commandLine").asText()).contains("--modes");
        assertThat(json.at("/results/plan/roundMillis").asLong()).isEqualTo(1000);
        assertThat(json.at("/results/samples")).hasSize(6);
        for (final JsonNode sample : json.at("/results/samples")) {
            final String cluster = sample.at("/cluster").asText();
            final int queries = sample.at("/queries").asInt();
            assertThat(queries).as(cluster).isPositive();
            assertThat(sample.at("/work/0/latenciesMicros")).as(cluster).hasSize(queries);
            assertThat(sample.at("/queriesPerSecond").asDouble()).as(cluster).isPositive();
            assertThat(sample.at("/cpu/clusterMillis").asLong()).as(cluster).isPositive();
            final double requests = sample.at("/zooKeeper/requests").asDouble() / queries;
            final double writes = sample.at("/zooKeeper/writes").asDouble() / queries;
            if (sample.at("/mode").asText().equals("zookeeper")) {
                assertThat(requests).as(cluster).isGreaterThan(10);
                assertThat(writes).as(cluster).isGreaterThan(5);
            } else {
                assertThat(requests).as(cluster).isZero();
            }
        }
        assertThat(json.at("/results/summaries"))
                .extracting(summary -> summary.at("/cluster").asText())
                .containsExactly(
                        "none",
                        "zookeeper",
                        "zookeeper+2ms",
                        "olap",
                        "olap+2ms",
                        "olap-standalone");
        assertThat(json.at("/results/summaries/3/ratioToNone/median").asDouble()).isPositive();
        assertThat(run.out()).contains("olap+2ms", "Saved in ");
    }

    @Test
    @RequiresApiServer
    void electsLeadersOnKubernetes() throws IOException {
        final JsonNode json =
                measure(
                                "--modes none,kubernetes,olap-kubernetes,olap-kubernetes-recovery --coordination-delay 0ms,2ms")
                        .samples();

        final JsonNode summaries = json.at("/results/summaries");
        assertThat(summaries)
                .extracting(summary -> summary.at("/cluster").asText())
                .containsExactly(
                        "none",
                        "kubernetes",
                        "kubernetes+2ms",
                        "olap-kubernetes",
                        "olap-kubernetes+2ms",
                        "olap-kubernetes-recovery",
                        "olap-kubernetes-recovery+2ms");
        for (final JsonNode summary : summaries) {
            final String cluster = summary.at("/cluster").asText();
            assertThat(summary.at("/queriesPerSecond/median").asDouble()).as(cluster).isPositive();
            assertThat(summary.at("/ratioToNone/median").asDouble()).as(cluster).isPositive();
            assertThat(summary.at("/coordinationCpuMillisPerQuery").asDouble())
                    .as(cluster)
                    .isPositive();
            final double requests = summary.at("/apiServerRequestsPerQuery").asDouble();
            final double writes = summary.at("/apiServerWritesPerQuery").asDouble();
            if (cluster.startsWith("olap-kubernetes") && !cluster.contains("recovery")) {
                // Six leases are renewed; a query costs nothing, not even a part of a request.
                assertThat(requests).as(cluster).isLessThan(1);
            } else if (!cluster.equals("none")) {
                assertThat(requests).as(cluster).isGreaterThan(5);
                assertThat(writes).as(cluster).isGreaterThan(2);
            }
        }
    }

    @Test
    @RequiresApiServer
    void realProcessesElectLeadersOnKubernetes() throws IOException {
        final JsonNode summaries =
                measure("--processes --modes kubernetes,olap-kubernetes")
                        .samples()
                        .at("/results/summaries");

        assertThat(summaries).hasSize(2);
        assertThat(summaries.at("/0/apiServerWritesPerQuery").asDouble()).isGreaterThan(2);
        assertThat(summaries.at("/1/apiServerRequestsPerQuery").asDouble()).isLessThan(1);
    }

    /** What the run has made there is gone when it is over. */
    @Test
    @RequiresApiServer
    void usesAnApiServerThatIsThereAlready() throws IOException {
        try (RealApiServer server = RealApiServer.start(directory.resolve("api-server"))) {
            final JsonNode summaries =
                    measure(
                                    "--modes kubernetes,olap-kubernetes --kube-config "
                                            + server.kubeConfig(RealApiServer.ADMIN).toString())
                            .samples()
                            .at("/results/summaries");

            assertThat(summaries).hasSize(2);
            assertThat(summaries.at("/0/apiServerWritesPerQuery").asDouble()).isGreaterThan(2);
            assertThat(summaries.at("/1/apiServerRequestsPerQuery").asDouble()).isLessThan(1);
            assertThat(objects(server, "configmaps")).noneMatch(name -> name.contains("bench-"));
            assertThat(objects(server, "secrets")).noneMatch(name -> name.contains("bench-"));
        }
    }

    private static List<String> objects(RealApiServer server, String resource) {
        final List<String> names = new ArrayList<>();
        server.client(RealApiServer.ADMIN)
                .get("/api/v1/namespaces/default/" + resource)
                .orThrow()
                .json()
                .at("/items")
                .forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }

    @Test
    void recoveryAndBlobsAreOtherModes() throws IOException {
        final JsonNode json = measure("--modes olap-recovery,olap-blobs").samples();

        final JsonNode summaries = json.at("/results/summaries");
        assertThat(summaries).hasSize(2);
        assertThat(summaries.at("/0/zooKeeperWritesPerQuery").asDouble()).isPositive();
        assertThat(summaries.at("/1/zooKeeperRequestsPerQuery").asDouble()).isZero();
        assertThat(summaries.at("/0").has("ratioToNone")).isFalse();
    }

    @Test
    void aQueryWaitsForItsDistantStorage() throws IOException {
        final JsonNode json = measure("--modes zookeeper,olap --storage-delay 0ms,100ms").samples();

        final JsonNode summaries = json.at("/results/summaries");
        assertThat(summaries)
                .extracting(summary -> summary.at("/cluster").asText())
                .containsExactly("zookeeper", "zookeeper+0ms/100ms", "olap", "olap+0ms/100ms");
        assertThat(summaries.at("/1/p50Millis").asDouble()).isGreaterThan(100);
        // Its clean-up goes on for long after the result, and is not the next cluster's.
        assertThat(summaries.at("/1/zooKeeperRequestsPerQuery").asDouble())
                .isGreaterThan(0.9 * summaries.at("/0/zooKeeperRequestsPerQuery").asDouble());
        assertThat(summaries.at("/2/zooKeeperRequestsPerQuery").asDouble()).isZero();
        assertThat(summaries.at("/1/ratioToNear/median").asDouble()).isLessThan(1);
    }

    @Test
    void measuresRealProcesses() throws IOException {
        final JsonNode json = measure("--processes --modes none,zookeeper,olap").samples();

        assertThat(json.at("/results/workload/runtime").asText()).isEqualTo("processes");
        final JsonNode summaries = json.at("/results/summaries");
        assertThat(summaries).hasSize(3);
        for (final JsonNode summary : summaries) {
            assertThat(summary.at("/queriesPerSecond/median").asDouble()).isPositive();
            assertThat(summary.at("/clusterCpuMillisPerQuery").asDouble()).isPositive();
        }
        assertThat(summaries.at("/1/zooKeeperWritesPerQuery").asDouble()).isGreaterThan(5);
        assertThat(summaries.at("/2/zooKeeperRequestsPerQuery").asDouble()).isZero();
        assertThat(directory.resolve("results.html")).content().contains("<svg class=\"chart\"");
    }

    private CommandRun measure(String arguments) {
        final CommandRun run =
                CommandRun.of(
                        directory,
                        "throughput --clients 1 --rounds 1 --duration 1s --warm-up 0s "
                                + arguments);
        assertThat(run.exitCode()).as(run.err()).isZero();
        return run;
    }
}
