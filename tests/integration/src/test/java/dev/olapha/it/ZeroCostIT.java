package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.RequestCounts;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The product's promise, counted at the ZooKeeper server. */
@ExtendWith(PrintClustersOnFailure.class)
class ZeroCostIT {

    private static final int QUERIES = 100;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void queriesCostNoRequestNoWriteNoZnodeAndNoFile() throws Exception {
        final Path storage = Files.createDirectory(directory.resolve("storage"));
        try (ZooKeeperProcess zooKeeper = ZooKeeperProcess.start(directory.resolve("zookeeper"))) {
            Product.olap(directory, zooKeeper)
                    .jobManagers(2)
                    .taskManagers(3)
                    .slotsPerTaskManager(2)
                    .sqlGateway()
                    .config("high-availability.storageDir", storage.toUri().toString())
                    .run(
                            cluster -> {
                                cluster.awaitTaskManagers(3, TIMEOUT);
                                // Open to the end: a client that has been idle for a minute says
                                // goodbye to ZooKeeper, and that is nobody's query.
                                try (Queries queries = Queries.to(cluster)) {
                                    throughTheRestClient(queries, zooKeeper);
                                    throughOneSqlGateway(cluster, zooKeeper);
                                }
                                assertThat(filesBelow(storage)).isEmpty();
                            });
        }
    }

    private static void throughTheRestClient(Queries queries, ZooKeeperProcess zooKeeper)
            throws Exception {
        queries.runNoOp(6);
        final RequestCounts before = Quiet.counts(zooKeeper);
        final List<String> znodes = zooKeeper.znodes();
        final long zxid = zooKeeper.lastZxid();
        final int watches = zooKeeper.watchCount();

        for (int i = 0; i < QUERIES; i++) {
            queries.runNoOp(6);
        }

        final RequestCounts cost = Quiet.counts(zooKeeper).minus(before);
        assertThat(cost.requests()).as("requests: %s", cost).isZero();
        assertThat(cost.of("ping")).as("heartbeats go on").isPositive();
        assertThat(zooKeeper.lastZxid()).isEqualTo(zxid);
        assertThat(zooKeeper.znodes()).isEqualTo(znodes);
        assertThat(zooKeeper.watchCount()).isEqualTo(watches);
    }

    private static void throughOneSqlGateway(FlinkCluster cluster, ZooKeeperProcess zooKeeper)
            throws Exception {
        final SqlGatewayClient gateway = SqlGatewayClient.open(cluster.sqlGateway().rest());
        gateway.firstValue("SELECT 1");
        final RequestCounts before = Quiet.counts(zooKeeper);
        final int connections = zooKeeper.connections();
        final int watches = zooKeeper.watchCount();

        for (int i = 0; i < QUERIES; i++) {
            assertThat(gateway.firstValue("SELECT " + i)).isEqualTo(String.valueOf(i));
        }

        final RequestCounts cost = Quiet.counts(zooKeeper).minus(before);
        assertThat(cost.requests()).as("requests: %s", cost).isZero();
        assertThat(zooKeeper.connections()).isEqualTo(connections);
        assertThat(zooKeeper.watchCount()).isEqualTo(watches);
    }

    private static List<Path> filesBelow(Path directory) throws IOException {
        try (Stream<Path> files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
