package dev.olapha.it;

import dev.olapha.testkit.process.BlockingQuery;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.Leadership;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.process.RunningProcess;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A dead leader is replaced because its death is proven, not because its session timed out; a
 * leader that pauses is left alone. With the defaults of Flink and of this product, and a ZooKeeper
 * that grants the session timeout of a minute that they ask for.
 */
@ExtendWith(PrintClustersOnFailure.class)
class FastFailoverIT {

    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(60);

    /** Far below the session timeout, far above what a busy machine needs. */
    private static final Duration SOON = Duration.ofSeconds(25);

    private static final int SLOTS = 4;

    @TempDir Path directory;

    @Test
    void deadLeaderIsReplacedAtOnceAndAPausedOneIsNot() throws Exception {
        try (ZooKeeperProcess zooKeeper =
                ZooKeeperProcess.start(
                        directory.resolve("zookeeper"),
                        ZooKeeperSettings.defaults()
                                .withSessionTimeouts(Duration.ofSeconds(1), SESSION_TIMEOUT))) {
            cluster(zooKeeper)
                    .run(
                            cluster -> {
                                awaitContact(standby(cluster));
                                final List<String> secrets = secrets(zooKeeper);
                                keepsAPausedLeader(cluster);
                                replacesAKilledLeader(cluster);
                                secrets.addAll(secrets(zooKeeper));
                                replacesAStoppedLeader(cluster);
                                assertThatNoLogHolds(cluster, secrets);
                            });
        }
    }

    private FlinkClusterBuilder cluster(ZooKeeperProcess zooKeeper) {
        return Product.withJar(directory)
                .config("high-availability.type", Product.FACTORY)
                .config("high-availability.job-recovery.enabled", "false")
                .config("high-availability.zookeeper.quorum", zooKeeper.connectString())
                // Were slots of lost queries not freed at once, no query would get any in this
                // test.
                .config("taskmanager.slot.timeout", "10 min")
                .jobManagers(2)
                .taskManagers(2)
                .slotsPerTaskManager(SLOTS / 2);
    }

    private static void keepsAPausedLeader(FlinkCluster cluster) throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(SOON);
        leader.pause();
        await().during(Duration.ofSeconds(3))
                .atMost(Duration.ofSeconds(10))
                .until(() -> cluster.leaderships().size() == 1);
        leader.resume();
        try (Queries queries = Queries.to(cluster)) {
            queries.runNoOp(SLOTS);
        }
        assertThat(cluster.leaderships()).hasSize(1);
    }

    private static void replacesAKilledLeader(FlinkCluster cluster) throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(SOON);
        try (Queries queries = Queries.to(cluster)) {
            queries.awaitRunning(queries.submit(BlockingQuery.jobGraph(SLOTS)));
        }

        leader.kill();

        cluster.awaitLeaderOtherThan(leader, SOON);
        try (Queries queries = Queries.to(cluster)) {
            queries.runNoOp(SLOTS);
        }
        final List<Leadership> leaderships = cluster.leaderships();
        assertThat(leaderships).hasSize(2);
        assertThat(leaderships.get(0).overlap(leaderships.get(1))).isEqualTo(Duration.ZERO);
        leader.start();
        awaitContact(leader);
    }

    private static void replacesAStoppedLeader(FlinkCluster cluster) throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(SOON);

        leader.stop();

        cluster.awaitLeaderOtherThan(leader, SOON);
        try (Queries queries = Queries.to(cluster)) {
            queries.runNoOp(SLOTS);
        }
        assertThat(cluster.leaderships()).hasSize(3);
    }

    private static FlinkProcess standby(FlinkCluster cluster) {
        final FlinkProcess leader = cluster.awaitLeader(SOON);
        return cluster.jobManagers().stream()
                .filter(process -> process != leader)
                .findFirst()
                .orElseThrow();
    }

    private static void awaitContact(FlinkProcess standby) {
        standby.awaitLog("DeathWatch .*In contact with the process at ", SOON);
    }

    /** Everything in the latch nodes that must stay between the JobManagers and ZooKeeper. */
    private static List<String> secrets(ZooKeeperProcess zooKeeper) throws Exception {
        final List<String> secrets = new ArrayList<>();
        final ZooKeeper reader = new ZooKeeper(zooKeeper.connectString(), 10_000, event -> {});
        try {
            for (String node : zooKeeper.znodes()) {
                if (node.contains("latch-")) {
                    new String(reader.getData(node, false, null), StandardCharsets.US_ASCII)
                            .lines()
                            .filter(line -> line.matches("(secret|password) .*"))
                            .map(line -> line.substring(line.indexOf(' ') + 1))
                            .forEach(secrets::add);
                }
            }
        } finally {
            reader.close();
        }
        assertThat(secrets).as("secrets of two JobManagers").hasSize(4);
        return secrets;
    }

    private static void assertThatNoLogHolds(FlinkCluster cluster, List<String> secrets) {
        for (FlinkProcess process : cluster.processes()) {
            for (RunningProcess run : process.runs()) {
                assertThat(run.log().contents()).doesNotContain(secrets);
            }
        }
    }
}
