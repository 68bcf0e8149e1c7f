package dev.olapha.it;

import dev.olapha.testkit.kubernetes.ApiClient;
import dev.olapha.testkit.kubernetes.Manifests;
import dev.olapha.testkit.kubernetes.RealApiServer;
import dev.olapha.testkit.kubernetes.RequiresApiServer;
import dev.olapha.testkit.process.BlockingQuery;
import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.Leadership;
import dev.olapha.testkit.process.PrintClustersOnFailure;

import org.apache.flink.api.common.JobID;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The OLAP mode on a real API server when a leader ends, pauses, or is tampered with. */
@RequiresApiServer
@ExtendWith(PrintClustersOnFailure.class)
class KubernetesFailoverIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final int SLOTS = 2;
    private static final String LOCK =
            "/api/v1/namespaces/" + Manifests.NAMESPACE + "/configmaps/" + KubernetesProduct.LOCK;

    @TempDir Path directory;

    @Test
    void clusterGoesOnWithoutItsLeader() throws Exception {
        try (RealApiServer server = Manifests.serverIn(directory)) {
            KubernetesProduct.olap(directory, server)
                    .jobManagers(2)
                    .slotsPerTaskManager(SLOTS)
                    .run(
                            cluster -> {
                                runsAQuery(cluster);
                                survivesTampering(cluster, server);
                                survivesABriefPause(cluster);
                                isReplacedAfterALongPauseAndRejoins(cluster);
                                isReplacedAtOnceWhenTerminated(cluster);
                                isReplacedWhenKilled(cluster);
                                assertThatNoLeadershipsOverlapped(cluster);
                            });
            assertThat(server.requests())
                    .as("no verb that the manifests do not allow")
                    .extracting(request -> request.verb())
                    .containsOnly("get", "watch", "create", "update");
        }
    }

    private static void runsAQuery(FlinkCluster cluster) throws Exception {
        try (Queries queries = Queries.to(cluster)) {
            queries.runNoOp(SLOTS);
        }
    }

    private static void survivesTampering(FlinkCluster cluster, RealApiServer server)
            throws Exception {
        final ApiClient stranger = server.client(RealApiServer.ADMIN);
        final List<String> keys =
                List.of(
                        "olapha.leader.dispatcher",
                        "olapha.leader.resource_manager",
                        "olapha.leader.rest_server");
        for (String key : keys) {
            change(stranger, lock -> data(lock).put(key, "x".repeat(50_000)));
            awaitRepaired(stranger, key);
            change(stranger, lock -> data(lock).remove(key));
            awaitRepaired(stranger, key);
        }
        runsAQuery(cluster);
        assertThat(cluster.leaderships()).hasSize(1);
    }

    private interface Change {
        void make(ObjectNode lock);
    }

    /** Again and again until nobody interferes. */
    private static void change(ApiClient stranger, Change change) {
        await().atMost(TIMEOUT)
                .until(
                        () -> {
                            final ObjectNode lock = (ObjectNode) stranger.get(LOCK).json();
                            change.make(lock);
                            return stranger.put(LOCK, lock.toString()).status() == 200;
                        });
    }

    private static ObjectNode data(ObjectNode lock) {
        return (ObjectNode) lock.get("data");
    }

    private static void awaitRepaired(ApiClient stranger, String key) {
        await("the leader to write " + key + " again")
                .atMost(Duration.ofSeconds(5))
                .until(
                        () ->
                                stranger.get(LOCK)
                                        .json()
                                        .path("data")
                                        .path(key)
                                        .asText()
                                        .startsWith("olapha-leader 1\n"));
    }

    private static void survivesABriefPause(FlinkCluster cluster) throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
        leader.pause();
        await().pollDelay(Duration.ofMillis(500)).until(() -> true);
        leader.resume();
        runsAQuery(cluster);
        assertThat(cluster.leaderships()).hasSize(1);
    }

    private static void isReplacedAfterALongPauseAndRejoins(FlinkCluster cluster) throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
        leader.pause();
        final FlinkProcess successor = cluster.awaitLeaderOtherThan(leader, TIMEOUT);
        leader.resume();
        leader.awaitLog("DefaultDispatcherRunner was revoked", TIMEOUT);
        cluster.awaitTaskManagers(1, TIMEOUT);
        runsAQuery(cluster);
        assertThat(successor).isNotSameAs(leader);
        assertThat(leader.isAlive()).isTrue();
    }

    private static void isReplacedAtOnceWhenTerminated(FlinkCluster cluster) throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
        leader.stop();
        final FlinkProcess successor = cluster.awaitLeaderOtherThan(leader, TIMEOUT);
        cluster.awaitTaskManagers(1, TIMEOUT);
        runsAQuery(cluster);
        // The lock was given up: nobody waited for a lease. The leader's own log does not say so,
        // because Log4j stops at the signal.
        assertThat(successor.log().contents())
                .doesNotContain("has not renewed its lease", "is dead: its lease is over");
        leader.start();
        leader.awaitLog("Rest endpoint listening", TIMEOUT);
    }

    private static void isReplacedWhenKilled(FlinkCluster cluster) throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(TIMEOUT);
        final JobID lost;
        try (Queries queries = Queries.to(cluster)) {
            lost = queries.submit(BlockingQuery.jobGraph(SLOTS));
            queries.awaitRunning(lost);
        }
        final FlinkProcess standby =
                cluster.jobManagers().stream()
                        .filter(other -> other != leader)
                        .findFirst()
                        .orElseThrow();
        standby.awaitLog("In contact with the process at", TIMEOUT);
        leader.kill();
        cluster.awaitLeaderOtherThan(leader, TIMEOUT);
        assertThat(standby.log().contents()).contains("is dead: its lease is over");
        // Needs every slot: it ends only when the tasks of the lost query have gone.
        runsAQuery(cluster);
        for (FlinkProcess taskManager : cluster.taskManagers()) {
            taskManager.awaitLog("JobManager for job " + lost + ".* lost leadership", TIMEOUT);
        }
    }

    private static void assertThatNoLeadershipsOverlapped(FlinkCluster cluster) {
        final List<Leadership> leaderships = cluster.leaderships();
        System.out.println("Leaderships on Kubernetes:");
        leaderships.forEach(System.out::println);
        // A paused process cannot say when it stopped leading, and what one says after SIGTERM does
        // not reach its log: of the first two terms only the order is known, by their sessions.
        assertThat(leaderships).extracting(Leadership::sessionId).isSorted();
        assertThat(leaderships).hasSize(4);
        assertThat(leaderships.get(2).overlap(leaderships.get(3))).isEqualTo(Duration.ZERO);
    }
}
