package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.RequestCounts;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;

import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The drop-in jars of the lines that have no module of integration tests in every build, in real
 * processes of their line; and every line's jar where it does not belong. Asks over REST only, so
 * that no class of another line is involved.
 */
@ExtendWith(PrintClustersOnFailure.class)
class EveryLineIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int QUERIES = 20;

    @TempDir Path directory;

    /** The other lines run everything; with this property they can be had here too. */
    static Stream<String> lines() {
        return Stream.of(System.getProperty("olapha.lines", "2.0,2.1,2.2").split(","));
    }

    @ParameterizedTest
    @MethodSource("lines")
    void queriesCostNothingAndGoOnWithoutTheirLeader(String line) throws Exception {
        try (ZooKeeperProcess zooKeeper = ZooKeeperProcess.start(directory.resolve("zookeeper"))) {
            FlinkCluster.builder(Product.distribution(line))
                    .directory(directory.resolve("flink"))
                    .withJar(Product.jar(line))
                    .jobManagers(2)
                    .sqlGateway()
                    .config("high-availability.type", Product.FACTORY)
                    .config("high-availability.job-recovery.enabled", "false")
                    .config("high-availability.zookeeper.quorum", zooKeeper.connectString())
                    .config("high-availability.zookeeper.client.session-timeout", "3 s")
                    .run(
                            cluster -> {
                                final SqlGatewayClient gateway =
                                        SqlGatewayClient.open(cluster.sqlGateway().rest());
                                costNothing(gateway, zooKeeper);
                                final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
                                leader.kill();
                                cluster.awaitLeaderOtherThan(leader, TIMEOUT);
                                cluster.awaitTaskManagers(1, TIMEOUT);
                                assertThat(gateway.firstValue("SELECT 7")).isEqualTo("7");
                            });
        }
    }

    private static void costNothing(SqlGatewayClient gateway, ZooKeeperProcess zooKeeper)
            throws Exception {
        gateway.firstValue("SELECT 1");
        final RequestCounts before = Quiet.counts(zooKeeper);
        for (int i = 0; i < QUERIES; i++) {
            assertThat(gateway.firstValue("SELECT " + i)).isEqualTo(String.valueOf(i));
        }
        final RequestCounts cost = Quiet.counts(zooKeeper).minus(before);
        assertThat(cost.requests()).as("requests: %s", cost).isZero();
    }

    @ParameterizedTest
    @CsvSource({"1.20, 2.0", "2.0, 1.20", "2.1, 2.2", "2.2, 2.3", "2.3, 1.20"})
    void jarInAnotherLinesLibSaysSo(String line, String other) throws Exception {
        try (FlinkCluster cluster =
                FlinkCluster.builder(Product.distribution(other))
                        .directory(directory.resolve("flink"))
                        .withJar(Product.jar(line))
                        .taskManagers(0)
                        .config("high-availability.type", Product.FACTORY)
                        .launch()) {
            final FlinkProcess jobManager = cluster.jobManagers().get(0);
            jobManager.awaitExit(TIMEOUT);
            assertThat(jobManager.exitCode().orElseThrow()).isNotZero();
            assertThat(jobManager.log().contents())
                    .containsPattern(
                            "This jar is for Flink %s, but this is Flink %s\\.\\d+: instead of flink-olap-ha-%s-"
                                    .formatted(line, other, line))
                    .doesNotContain(
                            "Caused by: java.lang.NoClassDefFoundError",
                            "java.lang.NoSuchMethodError",
                            "java.lang.AbstractMethodError");
        }
    }
}
