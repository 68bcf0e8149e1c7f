package dev.olapha.it;

import dev.olapha.testkit.process.ClusterBody;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** {@code execution.target: olap} through a SQL Gateway while processes die. */
@ExtendWith(PrintClustersOnFailure.class)
class OlapExecutorIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int CLIENTS = 3;
    private static final int ROWS = 30;

    /** Takes about 3 s. */
    private static final String SLOW_ROWS =
            "CREATE TEMPORARY TABLE slow_rows (i INT) WITH ('connector' = 'datagen',"
                    + " 'rows-per-second' = '10', 'number-of-rows' = '"
                    + ROWS
                    + "', 'fields.i.kind' = 'sequence', 'fields.i.start' = '1', 'fields.i.end' = '"
                    + ROWS
                    + "')";

    @TempDir Path directory;

    @Test
    void clientsDoNotNoticeThatTheirLeaderDied() throws Exception {
        run(
                cluster -> {
                    final List<SqlGatewayClient> clients = new ArrayList<>();
                    for (int i = 0; i < CLIENTS; i++) {
                        clients.add(session(cluster, "batch"));
                    }
                    final AtomicBoolean enough = new AtomicBoolean();
                    final ExecutorService threads = Executors.newFixedThreadPool(CLIENTS);
                    try {
                        final List<Future<Integer>> answered = new ArrayList<>();
                        for (SqlGatewayClient client : clients) {
                            answered.add(threads.submit(() -> askUntil(client, enough)));
                        }
                        awaitRunningJobs(cluster, 1);
                        final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
                        leader.kill();
                        cluster.awaitLeaderOtherThan(leader, TIMEOUT);
                        awaitRunningJobs(cluster, 1);
                        enough.set(true);
                        for (Future<Integer> client : answered) {
                            assertThat(client.get(120, TimeUnit.SECONDS)).isPositive();
                        }
                    } finally {
                        threads.shutdownNow();
                    }
                    assertThat(cluster.sqlGateway().log().contents())
                            .containsPattern("Running job \\w{32} again as \\w{32}");
                });
    }

    /** How many answers were right; throws if one was not. */
    private static int askUntil(SqlGatewayClient client, AtomicBoolean enough) throws Exception {
        int answers = 0;
        while (!enough.get()) {
            assertThat(client.rows("SELECT COUNT(*), SUM(i) FROM slow_rows"))
                    .singleElement()
                    .hasToString("[" + ROWS + "," + ROWS * (ROWS + 1) / 2 + "]");
            answers++;
        }
        return answers;
    }

    @Test
    void rowsOfABoundedQueryAreCompleteAndNoneIsThereTwice() throws Exception {
        final Path file = Files.createDirectory(directory.resolve("table")).resolve("rows.csv");
        final List<String> values =
                IntStream.range(0, 20_000).mapToObj(String::valueOf).collect(Collectors.toList());
        Files.write(file, values);
        run(
                cluster -> {
                    final SqlGatewayClient client = session(cluster, "streaming");
                    client.rows(
                            "CREATE TEMPORARY TABLE file_rows (i INT) WITH ('connector' ="
                                    + " 'filesystem', 'format' = 'csv', 'path' = '"
                                    + file.toUri()
                                    + "')");
                    assertThat(column(client.rows("SELECT i FROM file_rows")))
                            .containsExactlyInAnyOrderElementsOf(values);
                    assertThat(client.rows("SELECT i FROM file_rows WHERE i < 0")).isEmpty();
                    assertThatThrownBy(() -> client.rows("SELECT 1 / (i - i) FROM file_rows"))
                            .hasMessageContaining("by zero");
                    assertThat(client.rows("SHOW JOBS")).isNotEmpty();
                });
    }

    @Test
    void taskManagerThatDiesTakesNoQueryWithIt() throws Exception {
        run(
                cluster -> {
                    final SqlGatewayClient client = session(cluster, "batch");
                    final String query = client.submit("SELECT COUNT(*), SUM(i) FROM slow_rows");
                    awaitRunningJobs(cluster, 1);
                    cluster.taskManagers().get(0).kill();
                    cluster.taskManagers().get(1).kill();
                    cluster.taskManagers().get(0).restart();
                    assertThat(client.rowsOf(query))
                            .singleElement()
                            .hasToString("[" + ROWS + "," + ROWS * (ROWS + 1) / 2 + "]");
                });
    }

    @Test
    void insertIsNotRunAgain() throws Exception {
        run(
                cluster -> {
                    final SqlGatewayClient client = session(cluster, "batch");
                    client.rows("SET 'table.dml-sync' = 'true'");
                    client.rows(
                            "CREATE TEMPORARY TABLE hole (i INT) WITH ('connector' = 'blackhole')");
                    final String insert = client.submit("INSERT INTO hole SELECT i FROM slow_rows");
                    awaitRunningJobs(cluster, 1);
                    final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
                    leader.kill();
                    cluster.awaitLeaderOtherThan(leader, TIMEOUT);
                    assertThatThrownBy(() -> client.rowsOf(insert)).isInstanceOf(IOException.class);
                    assertThat(client.firstValue("SELECT 1")).isEqualTo("1");
                    assertThat(jobs(cluster)).noneMatch(name -> name.contains("insert"));
                });
    }

    @Test
    void queryThatIsCancelledWhileItWaitsForTheNextLeaderLeavesNoJob() throws Exception {
        run(
                cluster -> {
                    final SqlGatewayClient client = session(cluster, "batch");
                    final String query = client.submit("SELECT COUNT(*) FROM slow_rows");
                    awaitRunningJobs(cluster, 1);
                    cluster.jobManagers().forEach(FlinkProcess::kill);
                    final String waiting = client.submit("SELECT SUM(i) FROM slow_rows");
                    client.close(query);
                    client.close(waiting);
                    cluster.jobManagers().get(0).restart();
                    assertThat(session(cluster, "batch").firstValue("SELECT 1")).isEqualTo("1");
                    assertThat(jobs(cluster)).hasSize(1);
                });
    }

    private void run(ClusterBody body) throws Exception {
        try (ZooKeeperProcess zooKeeper = ZooKeeperProcess.start(directory.resolve("zookeeper"))) {
            final FlinkClusterBuilder builder =
                    Product.olap(directory, zooKeeper)
                            .jobManagers(2)
                            .taskManagers(2)
                            .slotsPerTaskManager(4)
                            .config("restart-strategy.type", "none")
                            .sqlGateway()
                            .sqlGatewayConfig("execution.target", "olap");
            builder.run(body);
        }
    }

    private static SqlGatewayClient session(FlinkCluster cluster, String mode) throws Exception {
        final SqlGatewayClient client = SqlGatewayClient.open(cluster.sqlGateway().rest());
        client.rows("SET 'execution.runtime-mode' = '" + mode + "'");
        client.rows("SET 'parallelism.default' = '1'");
        client.rows(SLOW_ROWS);
        return client;
    }

    private static List<String> column(List<JsonNode> rows) {
        return rows.stream().map(row -> row.get(0).asText()).collect(Collectors.toList());
    }

    private static void awaitRunningJobs(FlinkCluster cluster, int count) {
        await("running jobs")
                .atMost(TIMEOUT)
                .ignoreExceptions()
                .until(
                        () -> overview(cluster).findValuesAsText("state"),
                        states -> states.stream().filter("RUNNING"::equals).count() >= count);
    }

    /** The names of all jobs that the present leader knows. */
    private static List<String> jobs(FlinkCluster cluster) throws Exception {
        return overview(cluster).findValuesAsText("name");
    }

    private static JsonNode overview(FlinkCluster cluster) throws Exception {
        final URI rest = cluster.awaitLeader(TIMEOUT).rest();
        final HttpResponse<String> response =
                HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(rest.resolve("/jobs/overview")).build(),
                                HttpResponse.BodyHandlers.ofString());
        return new ObjectMapper().readTree(response.body()).get("jobs");
    }
}
