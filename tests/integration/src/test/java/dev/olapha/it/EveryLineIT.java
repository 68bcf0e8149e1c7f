package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkDistribution;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.RequestCounts;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** What every line shows in every build: its jar works, and another line's jar says so. */
@ExtendWith(PrintClustersOnFailure.class)
class EveryLineIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int QUERIES = 20;

    @TempDir Path directory;

    /** The jars of the oldest and the newest line that are not this one's. */
    static Stream<String> foreignLines() {
        return Stream.of(System.getProperty("olapha.foreign.lines").split(","))
                .filter(line -> !line.equals(TestedFlink.line()));
    }

    @Test
    void queriesCostNothingAndGoOnWithoutTheirLeader() throws Exception {
        try (ZooKeeperProcess zooKeeper = ZooKeeperProcess.start(directory.resolve("zookeeper"))) {
            Product.withJar(directory)
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
                                gateway.rows("SET 'execution.target' = 'olap'");
                                costNothing(gateway, zooKeeper);
                                assertThat(gateway.rows("SHOW JOBS")).hasSizeGreaterThan(QUERIES);
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
    @MethodSource("foreignLines")
    void jarOfAnotherLineSaysSo(String line) throws Exception {
        try (FlinkCluster cluster =
                FlinkCluster.builder(FlinkDistribution.fromSystemProperty())
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
                                    .formatted(line, TestedFlink.line(), line))
                    .doesNotContain(
                            "Caused by: java.lang.NoClassDefFoundError",
                            "java.lang.NoSuchMethodError",
                            "java.lang.AbstractMethodError");
        }
    }
}
