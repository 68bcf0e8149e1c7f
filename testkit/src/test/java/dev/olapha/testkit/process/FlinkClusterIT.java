package dev.olapha.testkit.process;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

@ExtendWith(PrintClustersOnFailure.class)
class FlinkClusterIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void runsQueriesAndSurvivesWhatTestsDoToIt() throws Exception {
        List<Long> pids = new ArrayList<>();
        FlinkCluster.builder(FlinkDistribution.fromSystemProperty())
                .directory(directory)
                .sqlGateway()
                .withTestQueries()
                .config("heartbeat.interval", "500 ms")
                .config("heartbeat.timeout", "3 s")
                .run(
                        cluster -> {
                            cluster.processes().forEach(process -> pids.add(process.pid()));
                            assertThat(cluster.leader()).contains(cluster.jobManagers().get(0));
                            runsANoOpQuery(cluster);
                            selectsOne(cluster.sqlGateway().rest());
                            cancelsABlockingQuery(cluster);
                            losesAPausedTaskManagerAndTakesItBack(cluster);
                            replacesAKilledTaskManager(cluster);
                            cluster.processes().forEach(process -> pids.add(process.pid()));
                        });
        assertThat(pids).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
    }

    @Test
    void failsFastAndLeavesNothingWhenAProcessRefusesToStart() {
        FlinkClusterBuilder builder =
                FlinkCluster.builder(FlinkDistribution.fromSystemProperty())
                        .directory(directory)
                        .taskManagerConfig("taskmanager.memory.task.heap.size", "nonsense");
        assertThatThrownBy(builder::start)
                .isInstanceOf(ClusterException.class)
                .hasMessageContaining("taskmanager-1")
                .hasMessageContaining("exit code 1");
        assertThat(FlinkCluster.open()).isEmpty();
    }

    @Test
    void launchesApplicationMode() {
        try (FlinkCluster cluster =
                FlinkCluster.builder(FlinkDistribution.fromSystemProperty())
                        .directory(directory)
                        .taskManagers(0)
                        .application("no.such.Application")
                        .launch()) {
            FlinkProcess jobManager = cluster.jobManagers().get(0);
            assertThat(jobManager.awaitExit(TIMEOUT)).isNotZero();
            assertThat(jobManager.log().contents()).contains("no.such.Application");
        }
    }

    private static void runsANoOpQuery(FlinkCluster cluster) throws Exception {
        try (RestClusterClient<String> client = client(cluster)) {
            JobGraph query = NoOpQuery.jobGraph(2);
            client.submitJob(query).get(30, TimeUnit.SECONDS);
            client.requestJobResult(query.getJobID())
                    .get(30, TimeUnit.SECONDS)
                    .toJobExecutionResult(FlinkClusterIT.class.getClassLoader());
        }
    }

    private static void cancelsABlockingQuery(FlinkCluster cluster) throws Exception {
        try (RestClusterClient<String> client = client(cluster)) {
            JobID query = client.submitJob(BlockingQuery.jobGraph(2)).get(30, TimeUnit.SECONDS);
            assertThat(cluster.awaitSlotsAvailable(0, TIMEOUT).jobsRunning()).isEqualTo(1);
            client.cancel(query).get(30, TimeUnit.SECONDS);
            await().atMost(TIMEOUT)
                    .until(
                            () ->
                                    client.getJobStatus(query).get(30, TimeUnit.SECONDS)
                                            == JobStatus.CANCELED);
            cluster.awaitSlotsAvailable(2, TIMEOUT);
        }
    }

    private static void losesAPausedTaskManagerAndTakesItBack(FlinkCluster cluster) {
        FlinkProcess taskManager = cluster.taskManagers().get(0);
        taskManager.pause();
        cluster.awaitTaskManagers(0, TIMEOUT);
        taskManager.resume();
        cluster.awaitTaskManagers(1, TIMEOUT);
    }

    private static void replacesAKilledTaskManager(FlinkCluster cluster) {
        FlinkProcess taskManager = cluster.taskManagers().get(0);
        taskManager.kill();
        assertThat(taskManager.exitCode()).hasValue(128 + 9);
        cluster.awaitTaskManagers(0, TIMEOUT);
        taskManager.start();
        cluster.addTaskManager();
        cluster.awaitTaskManagers(2, TIMEOUT);
        cluster.awaitSlotsAvailable(4, TIMEOUT);
        assertThat(cluster.describe()).contains("taskmanager-2", "jobmanager-1 led with session");
    }

    private static void selectsOne(URI gateway) throws Exception {
        HttpClient http = HttpClient.newHttpClient();
        String session =
                field("sessionHandle", send(http, post(gateway.resolve("/v1/sessions"), "{}")));
        URI statements = gateway.resolve("/v1/sessions/" + session + "/");
        String operation =
                field(
                        "operationHandle",
                        send(
                                http,
                                post(
                                        statements.resolve("statements"),
                                        "{\"statement\": \"SELECT 1\"}")));
        AtomicReference<URI> next =
                new AtomicReference<>(statements.resolve("operations/" + operation + "/result/0"));
        await().atMost(TIMEOUT)
                .untilAsserted(
                        () -> {
                            String page = send(http, HttpRequest.newBuilder(next.get()).build());
                            // The page is the last one or leads on to the one after it, or to
                            // itself if it is not ready.
                            if (page.contains("nextResultUri")) {
                                next.set(gateway.resolve(field("nextResultUri", page)));
                            }
                            assertThat(page).contains("\"fields\":[1]");
                        });
    }

    private static HttpRequest post(URI address, String body) {
        return HttpRequest.newBuilder(address)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build();
    }

    private static String send(HttpClient http, HttpRequest request) throws Exception {
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static String field(String name, String json) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"([^\"]*)\"").matcher(json);
        assertThat(matcher.find()).as(json).isTrue();
        return matcher.group(1);
    }

    private static RestClusterClient<String> client(FlinkCluster cluster) throws Exception {
        return new RestClusterClient<>(
                Configuration.fromMap(cluster.clientConfig()), "test cluster");
    }
}
