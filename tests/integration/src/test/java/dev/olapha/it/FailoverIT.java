package dev.olapha.it;

import dev.olapha.testkit.process.BlockingQuery;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.NoOpQuery;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;

import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** The OLAP mode when a leader dies, and when its records are tampered with. */
@ExtendWith(PrintClustersOnFailure.class)
class FailoverIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int TASK_MANAGERS = 2;
    private static final int SLOTS = 4;

    @TempDir Path directory;

    @Test
    void clusterGoesOnWithoutItsLeader() throws Exception {
        try (ZooKeeperProcess zooKeeper = ZooKeeperProcess.start(directory.resolve("zookeeper"))) {
            Product.olap(directory, zooKeeper)
                    .jobManagers(2)
                    .taskManagers(TASK_MANAGERS)
                    .slotsPerTaskManager(SLOTS / TASK_MANAGERS)
                    .run(
                            cluster -> {
                                cluster.awaitTaskManagers(TASK_MANAGERS, TIMEOUT);
                                survivesTampering(cluster, zooKeeper);
                                final JobGraph repeated = NoOpQuery.jobGraph(1);
                                refusesAJobThatAlreadyRan(cluster, repeated);
                                dropsTheJobsOfADeadLeader(cluster);
                                runsARememberedJobAgain(cluster, repeated);
                                assertThat(everyTaskManagerRanOnce(cluster)).isTrue();
                                assertThatNoLeadershipsOverlapped(cluster);
                            });
        }
    }

    private static void survivesTampering(FlinkCluster cluster, ZooKeeperProcess zooKeeper)
            throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
        final List<String> records =
                zooKeeper.znodes().stream().filter(path -> path.endsWith("/record")).toList();
        assertThat(records).hasSize(3);
        final ZooKeeper stranger = new ZooKeeper(zooKeeper.connectString(), 10_000, event -> {});
        try {
            for (String record : records) {
                stranger.setData(record, new byte[50_000], -1);
                awaitRepaired(stranger, record);
                stranger.delete(record, -1);
                awaitRepaired(stranger, record);
            }
        } finally {
            stranger.close();
        }
        try (Queries queries = Queries.to(cluster)) {
            queries.runNoOp(SLOTS);
        }
        assertThat(cluster.leaderships()).hasSize(1);
        assertThat(leader.isAlive()).isTrue();
    }

    private static void awaitRepaired(ZooKeeper stranger, String record) {
        await("the leader to write " + record + " again")
                .atMost(Duration.ofSeconds(5))
                .ignoreException(KeeperException.NoNodeException.class)
                .until(
                        () ->
                                new String(
                                                stranger.getData(record, false, null),
                                                StandardCharsets.UTF_8)
                                        .startsWith("olapha-leader 1\n"));
    }

    private static void refusesAJobThatAlreadyRan(FlinkCluster cluster, JobGraph repeated)
            throws Exception {
        try (Queries queries = Queries.to(cluster)) {
            queries.run(repeated);
            assertThatThrownBy(() -> queries.submit(repeated))
                    .hasStackTraceContaining(TestedFlink.duplicateSubmission());
        }
    }

    private static void dropsTheJobsOfADeadLeader(FlinkCluster cluster) throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
        final JobID lost;
        try (Queries queries = Queries.to(cluster)) {
            lost = queries.submit(BlockingQuery.jobGraph(SLOTS));
            queries.awaitRunning(lost);
        }

        leader.kill();

        final FlinkProcess successor = cluster.awaitLeaderOtherThan(leader, TIMEOUT);
        try (Queries queries = Queries.to(cluster)) {
            // Needs every slot: it ends only when the tasks of the lost query have gone.
            queries.runNoOp(SLOTS);
            assertThatThrownBy(() -> queries.client().getJobStatus(lost).get(30, TimeUnit.SECONDS))
                    .hasStackTraceContaining(lost.toString());
        }
        for (FlinkProcess taskManager : cluster.taskManagers()) {
            taskManager.awaitLog("JobManager for job " + lost + ".* lost leadership", TIMEOUT);
        }
        assertThat(successor).isNotSameAs(leader);
    }

    private static void runsARememberedJobAgain(FlinkCluster cluster, JobGraph repeated)
            throws Exception {
        try (Queries queries = Queries.to(cluster)) {
            queries.run(repeated);
        }
    }

    private static boolean everyTaskManagerRanOnce(FlinkCluster cluster) {
        return cluster.taskManagers().stream()
                .allMatch(process -> process.isAlive() && process.runs().size() == 1);
    }

    private static void assertThatNoLeadershipsOverlapped(FlinkCluster cluster) {
        assertThat(cluster.leaderships()).hasSize(2);
        assertThat(cluster.leaderships().get(0).overlap(cluster.leaderships().get(1)))
                .isEqualTo(Duration.ZERO);
    }
}
