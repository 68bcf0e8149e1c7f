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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What becomes of a result that TaskManagers keep for later jobs ({@code DataStream.cache()}) when
 * the leading JobManager dies. Flink's TaskExecutor deletes it whenever it loses its
 * ResourceManager, whatever the high availability; its client notices that and has it computed
 * again.
 */
@ExtendWith(PrintClustersOnFailure.class)
class CachedResultIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(90);
    private static final int NUMBERS = 5;

    @TempDir Path directory;

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

    private void assertRightAfterFailover(FlinkClusterBuilder builder) throws Exception {
        builder.jobManagers(2)
                .run(
                        cluster -> {
                            try (StreamExecutionEnvironment environment = environment(cluster)) {
                                final CachedDataStream<Long> squares =
                                        environment
                                                .fromSequence(1, NUMBERS)
                                                .map(new NotedSquare(diary))
                                                .cache();
                                assertThat(collect(squares)).containsExactly(1L, 4L, 9L, 16L, 25L);
                                assertThat(computed()).isEqualTo(NUMBERS);
                                assertThat(collect(squares)).containsExactly(1L, 4L, 9L, 16L, 25L);
                                assertThat(computed()).as("cached").isEqualTo(NUMBERS);

                                killLeader(cluster);

                                assertThat(collect(squares)).containsExactly(1L, 4L, 9L, 16L, 25L);
                                assertThat(computed()).as("after").isEqualTo(2 * NUMBERS);
                                assertThat(collect(squares)).containsExactly(1L, 4L, 9L, 16L, 25L);
                                assertThat(computed()).as("cached again").isEqualTo(2 * NUMBERS);
                            }
                        });
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
}
