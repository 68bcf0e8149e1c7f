package dev.olapha.it;

import dev.olapha.it.userjar.NotedSquare;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;

import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.PipelineOptions;
import org.apache.flink.streaming.api.datastream.CachedDataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.util.CloseableIterator;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a result that TaskManagers keep for later jobs ({@code DataStream.cache()}) when
 * the leading JobManager dies. Flink's TaskExecutor deletes it whenever it loses its
 * ResourceManager, whatever the high availability; its client notices that and has it computed
 * again. With one key the product keeps it.
 */
@ExtendWith(PrintClustersOnFailure.class)
class CachedResultIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int NUMBERS = 5;
    private static final Long[] SQUARES = {1L, 4L, 9L, 16L, 25L};
    private static final String NO_DATA_SET = "{\"dataSets\":[]}";

    @TempDir Path directory;

    private final HttpClient http = HttpClient.newHttpClient();
    private ZooKeeperProcess zooKeeper;
    private Path diary;

    @BeforeEach
    void prepare() {
        zooKeeper = ZooKeeperProcess.start(directory.resolve("zookeeper"));
        diary = directory.resolve("diary");
    }

    @AfterEach
    void stopZooKeeper() {
        zooKeeper.close();
    }

    @Test
    void aCachedResultIsComputedAgainAfterAFailoverAndRight() throws Exception {
        assertRightAfterFailover(Product.olap(directory, zooKeeper));
    }

    @Test
    void soItIsWithStockHighAvailability() throws Exception {
        assertRightAfterFailover(
                Product.onZooKeeper(directory, zooKeeper)
                        .config("high-availability.type", "zookeeper")
                        .config(
                                "high-availability.storageDir",
                                directory.resolve("storage").toUri().toString()));
    }

    /**
     * A client that asks before the TaskManagers have reported to the new leader has the result
     * computed again; so this waits until the leader lists it.
     */
    @Test
    void ifClusterPartitionsAreKeptItSurvivesFailoversUntilItIsReleased() throws Exception {
        Product.olap(directory, zooKeeper)
                .config("high-availability.cluster-partitions.enabled", "true")
                .jobManagers(3)
                .run(
                        cluster -> {
                            try (StreamExecutionEnvironment environment = environment(cluster)) {
                                final CachedDataStream<Long> squares = squares(environment);
                                assertThat(collect(squares)).containsExactly(SQUARES);
                                for (int failover = 1; failover <= 2; failover++) {
                                    killLeader(cluster);
                                    awaitDataSet(cluster);
                                    assertThat(collect(squares)).containsExactly(SQUARES);
                                    assertThat(computed())
                                            .as("after failover " + failover)
                                            .isEqualTo(NUMBERS);
                                }
                                assertThat(shuffleFiles(cluster)).isNotEmpty();
                            }
                            awaitThat("no data set", () -> dataSets(cluster).equals(NO_DATA_SET));
                            awaitThat("no shuffle file", () -> shuffleFiles(cluster).isEmpty());
                        });
    }

    /** What the client asks for too early exists once afterwards, not twice. */
    @Test
    void ifClusterPartitionsAreKeptAResultComputedAgainReplacesThem() throws Exception {
        Product.olap(directory, zooKeeper)
                .config("high-availability.cluster-partitions.enabled", "true")
                .jobManagers(2)
                .taskManagers(2)
                .run(
                        cluster -> {
                            try (StreamExecutionEnvironment environment = environment(cluster)) {
                                environment.setParallelism(4);
                                final CachedDataStream<Long> squares = squares(environment);
                                assertThat(collect(squares)).containsExactlyInAnyOrder(SQUARES);

                                // The new leader will see half of the result.
                                cluster.taskManagers().get(0).kill();
                                killLeader(cluster);
                                cluster.addTaskManager();
                                cluster.awaitSlotsAvailable(4, TIMEOUT);

                                assertThat(collect(squares)).containsExactlyInAnyOrder(SQUARES);
                                assertThat(computed()).as("again").isEqualTo(2 * NUMBERS);
                                awaitDataSet(cluster);
                                for (int use = 0; use < 3; use++) {
                                    assertThat(collect(squares)).containsExactlyInAnyOrder(SQUARES);
                                }
                                assertThat(computed()).as("cached again").isEqualTo(2 * NUMBERS);
                            }
                            awaitThat("no data set", () -> dataSets(cluster).equals(NO_DATA_SET));
                        });
    }

    private void assertRightAfterFailover(FlinkClusterBuilder builder) throws Exception {
        builder.jobManagers(2)
                .run(
                        cluster -> {
                            try (StreamExecutionEnvironment environment = environment(cluster)) {
                                final CachedDataStream<Long> squares = squares(environment);
                                assertThat(collect(squares)).containsExactly(SQUARES);
                                assertThat(computed()).isEqualTo(NUMBERS);
                                assertThat(collect(squares)).containsExactly(SQUARES);
                                assertThat(computed()).as("cached").isEqualTo(NUMBERS);

                                killLeader(cluster);

                                assertThat(collect(squares)).containsExactly(SQUARES);
                                assertThat(computed()).as("after").isEqualTo(2 * NUMBERS);
                                assertThat(collect(squares)).containsExactly(SQUARES);
                                assertThat(computed()).as("cached again").isEqualTo(2 * NUMBERS);
                            }
                        });
    }

    private CachedDataStream<Long> squares(StreamExecutionEnvironment environment) {
        return environment.fromSequence(1, NUMBERS).map(new NotedSquare(diary)).cache();
    }

    private StreamExecutionEnvironment environment(FlinkCluster cluster) throws IOException {
        final Configuration configuration = Configuration.fromMap(cluster.clientConfig());
        configuration.set(DeploymentOptions.TARGET, "remote");
        configuration.set(PipelineOptions.JARS, List.of(UserJar.in(directory).toUri().toString()));
        final StreamExecutionEnvironment environment =
                new StreamExecutionEnvironment(configuration);
        environment.setRuntimeMode(RuntimeExecutionMode.BATCH);
        environment.setParallelism(1);
        return environment;
    }

    private static List<Long> collect(CachedDataStream<Long> stream) throws Exception {
        final List<Long> values = new ArrayList<>();
        try (CloseableIterator<Long> results = stream.executeAndCollect()) {
            results.forEachRemaining(values::add);
        }
        return values;
    }

    private long computed() throws IOException {
        return Files.readString(diary).lines().count();
    }

    private static void killLeader(FlinkCluster cluster) {
        final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
        leader.kill();
        cluster.awaitLeaderOtherThan(leader, TIMEOUT);
        cluster.awaitTaskManagers(1, TIMEOUT);
    }

    private void awaitDataSet(FlinkCluster cluster) throws Exception {
        awaitThat("a complete data set", () -> dataSets(cluster).contains("\"isComplete\":true"));
    }

    /** What the leader says of cached results; empty while it gives no answer. */
    private String dataSets(FlinkCluster cluster) throws Exception {
        final HttpResponse<String> response =
                http.send(
                        HttpRequest.newBuilder(
                                        cluster.awaitLeader(TIMEOUT).rest().resolve("/datasets"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        return response.statusCode() == 200 ? response.body() : "";
    }

    /** The files of results that TaskManagers hold. */
    private static List<Path> shuffleFiles(FlinkCluster cluster) throws IOException {
        final List<Path> files = new ArrayList<>();
        for (FlinkProcess taskManager : cluster.taskManagers()) {
            try (Stream<Path> all = Files.walk(taskManager.directory().resolve("tmp"))) {
                all.filter(Files::isRegularFile)
                        .filter(file -> file.toString().contains("netty-shuffle"))
                        .forEach(files::add);
            }
        }
        return files;
    }

    private static void awaitThat(String what, Callable<Boolean> condition) throws Exception {
        final long deadline = System.nanoTime() + TIMEOUT.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("waiting for %s", what).isLessThan(deadline);
            Thread.sleep(50);
        }
    }
}
