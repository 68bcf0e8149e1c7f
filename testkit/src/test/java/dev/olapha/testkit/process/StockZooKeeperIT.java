package dev.olapha.testkit.process;

import dev.olapha.testkit.zookeeper.RequestCounts;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;

import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.jobgraph.JobGraph;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What Flink's own high availability costs a query: the number everything else is compared with.
 */
class StockZooKeeperIT {

    private static final int QUERIES = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void countsWhatAQueryCostsAndFailsOver() throws Exception {
        try (ZooKeeperProcess zooKeeper = ZooKeeperProcess.start(directory.resolve("zookeeper"))) {
            FlinkCluster.builder(FlinkDistribution.fromSystemProperty())
                    .directory(directory.resolve("flink"))
                    .jobManagers(2)
                    .withTestQueries()
                    .config("high-availability.type", "zookeeper")
                    .config("high-availability.zookeeper.quorum", zooKeeper.connectString())
                    .config("high-availability.zookeeper.client.session-timeout", "3 s")
                    .config(
                            "high-availability.storageDir",
                            directory.resolve("ha").toUri().toString())
                    .run(
                            cluster -> {
                                countsWhatAQueryCosts(cluster, zooKeeper);
                                failsOver(cluster);
                            });
        }
    }

    private static void countsWhatAQueryCosts(FlinkCluster cluster, ZooKeeperProcess zooKeeper)
            throws Exception {
        try (RestClusterClient<String> client =
                new RestClusterClient<>(
                        Configuration.fromMap(cluster.clientConfig()), "stock cluster")) {
            run(client);
            awaitQuiet(zooKeeper);
            RequestCounts before = zooKeeper.counts();
            for (int i = 0; i < QUERIES; i++) {
                run(client);
            }
            awaitQuiet(zooKeeper);
            RequestCounts cost = zooKeeper.counts().minus(before);
            System.out.printf(
                    "Stock high availability, per query: %.1f requests, %.1f of them writes (%s)%n",
                    (double) cost.requests() / QUERIES, (double) cost.writes() / QUERIES, cost);
            assertThat(cost.writes()).isGreaterThanOrEqualTo(10 * QUERIES);
            assertThat(cost.requests()).isGreaterThan(cost.writes());
        }
    }

    private static void failsOver(FlinkCluster cluster) {
        FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
        leader.kill();
        FlinkProcess next = cluster.awaitLeaderOtherThan(leader, TIMEOUT);
        assertThat(next).isNotSameAs(leader);
        cluster.awaitTaskManagers(1, TIMEOUT);
        assertThat(cluster.leaderships()).hasSize(2);
        Leadership first = cluster.leaderships().get(0);
        assertThat(first.end()).isPresent();
        assertThat(first.overlap(cluster.leaderships().get(1))).isZero();
    }

    private static void run(RestClusterClient<String> client) throws Exception {
        JobGraph query = NoOpQuery.jobGraph(1);
        client.submitJob(query).get(60, TimeUnit.SECONDS);
        client.requestJobResult(query.getJobID())
                .get(60, TimeUnit.SECONDS)
                .toJobExecutionResult(StockZooKeeperIT.class.getClassLoader());
    }

    // A query's last requests come after the client has its result.
    private static void awaitQuiet(ZooKeeperProcess zooKeeper) {
        await().atMost(TIMEOUT)
                .pollInterval(Duration.ofMillis(100))
                .during(Duration.ofSeconds(1))
                .until(
                        new java.util.concurrent.Callable<Boolean>() {
                            private long last = -1;

                            @Override
                            public Boolean call() {
                                long now = zooKeeper.counts().requests();
                                boolean quiet = now == last;
                                last = now;
                                return quiet;
                            }
                        });
    }
}
