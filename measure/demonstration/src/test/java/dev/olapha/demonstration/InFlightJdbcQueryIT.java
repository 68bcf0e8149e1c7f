package dev.olapha.demonstration;

import dev.olapha.testkit.process.FlinkDistribution;
import dev.olapha.testkit.process.FlinkProcess;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What a JDBC client is told of a query whose JobManager dies, with Flink's own target. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class InFlightJdbcQueryIT {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** Lasts for hours, and keeps a slot busy meanwhile. */
    private static final String ENDLESS_TABLE =
            "CREATE TEMPORARY TABLE endless (n BIGINT) WITH ('connector' = 'datagen',"
                    + " 'number-of-rows' = '1000000', 'rows-per-second' = '10')";

    @TempDir Path directory;

    @Test
    void namesTheLostQueryAndTheConnectionServesTheNextOne() throws Exception {
        try (OlapCluster cluster =
                        OlapCluster.start(
                                new InstalledFlink(
                                        FlinkDistribution.fromSystemProperty(),
                                        Path.of(System.getProperty("olapha.jar"))),
                                directory,
                                OwnZooKeeper.start(directory.resolve("zookeeper")));
                Connection connection =
                        DriverManager.getConnection(
                                cluster.jdbcUrl() + "&execution.target=remote")) {
            execute(connection, ENDLESS_TABLE);
            final CompletableFuture<Long> inFlight =
                    CompletableFuture.supplyAsync(
                            () -> number(connection, "SELECT COUNT(*) FROM endless"));
            Awaitility.await()
                    .atMost(LIMIT)
                    .until(() -> slotsFree(cluster) < OlapCluster.SLOTS || inFlight.isDone());
            assertThat(inFlight).isNotDone();

            final FlinkProcess leader = cluster.flink().awaitLeader(LIMIT);
            final Instant killed = Instant.now();
            leader.kill();

            assertThatThrownBy(() -> inFlight.get(LIMIT.toSeconds(), TimeUnit.SECONDS))
                    .isInstanceOf(ExecutionException.class)
                    // Unchecked: while rows are read, Flink's driver makes no SQLException of it.
                    .hasStackTraceContaining("SqlExecutionException")
                    .hasStackTraceContaining("Failed to fetchResults")
                    .hasStackTraceContaining("FlinkJobNotFoundException: Could not find Flink job");
            System.out.printf(
                    "The JDBC client was told %d ms after the kill%n",
                    Duration.between(killed, Instant.now()).toMillis());
            assertThat(number(connection, "SELECT COUNT(*) FROM (VALUES (1), (2), (3)) AS t (n)"))
                    .isEqualTo(3);
            Awaitility.await()
                    .atMost(LIMIT)
                    .untilAsserted(
                            () -> assertThat(slotsFree(cluster)).isEqualTo(OlapCluster.SLOTS));
        }
    }

    private static int slotsFree(OlapCluster cluster) {
        return cluster.flink()
                .overview()
                .map(overview -> overview.slotsAvailable())
                .orElse(OlapCluster.SLOTS);
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Connection connection, String sql) {
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            assertThat(rows.next()).isTrue();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
