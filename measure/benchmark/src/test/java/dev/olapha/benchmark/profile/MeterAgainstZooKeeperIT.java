package dev.olapha.benchmark.profile;

import dev.olapha.testkit.process.NoOpQuery;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The meter counts what really happens: every write that stock high availability sends to ZooKeeper
 * for a query lies inside a call that the meter has seen, and the server counts as many.
 */
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class MeterAgainstZooKeeperIT {

    private static final int QUERIES = 5;

    /** With these the clean-up of a query ends. */
    private static final String[] LAST_CALLS = {
        "JobResultStore.markResultAsCleanAsync", "ApplicationResultStore.markResultAsCleanAsync"
    };

    @TempDir Path directory;

    @AfterEach
    void forget() {
        WritesInsideCalls.LEDGER.set(null);
    }

    @Test
    void everyWriteOfAQueryLiesInsideAMeteredCall() throws Exception {
        try (EmbeddedZooKeeper zooKeeper = EmbeddedZooKeeper.start()) {
            final long writesOfConfirmation = writesOfConfirmation(zooKeeper);
            final WritesInsideCalls.Ledger ledger = new WritesInsideCalls.Ledger(zooKeeper);
            WritesInsideCalls.LEDGER.set(ledger);
            final Map<String, Long> inside;
            final long counted;
            try (MiniCluster cluster = cluster(zooKeeper)) {
                cluster.start();
                cluster.executeJobBlocking(NoOpQuery.jobGraph(1));
                ledger.awaitCalls(1, LAST_CALLS);
                final Map<String, Long> before = ledger.writes();
                final long countedBefore = zooKeeper.counts().writes();
                for (int i = 1; i <= QUERIES; i++) {
                    cluster.executeJobBlocking(NoOpQuery.jobGraph(1));
                    ledger.awaitCalls(1 + i, LAST_CALLS);
                }
                inside = difference(ledger.writes(), before);
                counted = zooKeeper.counts().writes() - countedBefore;
            }

            final JsonNode profile = profile();
            assertThat(profile.at("/queries").asInt()).isEqualTo(QUERIES + 1);
            assertThat(counted).as("writes at the server").isGreaterThan(10L * QUERIES);
            assertThat(inside).containsKey("ExecutionPlanStore.putExecutionPlan");
            inside.keySet()
                    .forEach(
                            call ->
                                    assertThat(calls(profile, call))
                                            .as("metered calls of %s, which wrote", call)
                                            .isPositive());
            assertThat(calls(profile, "ExecutionPlanStore.putExecutionPlan"))
                    .isEqualTo(QUERIES + 1);
            assertThat(calls(profile, "LeaderElection of JobManager.confirmLeadershipAsync"))
                    .isEqualTo(QUERIES + 1);
            // What confirmations write comes later, or while another call goes on.
            final long sum = inside.values().stream().mapToLong(Long::longValue).sum();
            assertThat(counted)
                    .as("writes inside calls %s", inside)
                    .isBetween(sum, sum + QUERIES * writesOfConfirmation);
        }
    }

    /** What the leadership of one more job writes in a process that leads. */
    private long writesOfConfirmation(EmbeddedZooKeeper zooKeeper) throws Exception {
        final Configuration stock = new Configuration();
        stock.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        stock.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, zooKeeper.connectString());
        stock.set(HighAvailabilityOptions.HA_CLUSTER_ID, "/calibration");
        stock.set(
                HighAvailabilityOptions.HA_STORAGE_PATH,
                directory.resolve("calibration").toUri().toString());
        try (HighAvailabilityServices services =
                HighAvailabilityServicesUtils.createAvailableOrEmbeddedServices(
                        stock, Runnable::run, error -> {})) {
            try (LeaderElection process = services.getDispatcherLeaderElection();
                    LeaderElection job = services.getJobManagerLeaderElection(new JobID())) {
                confirm(process);
                final long before = zooKeeper.counts().writes();
                confirm(job);
                return zooKeeper.counts().writes() - before;
            }
        }
    }

    private static void confirm(LeaderElection election) throws Exception {
        final CompletableFuture<UUID> granted = new CompletableFuture<>();
        election.startLeaderElection(
                new LeaderContender() {
                    @Override
                    public void grantLeadership(UUID session) {
                        granted.complete(session);
                    }

                    @Override
                    public void revokeLeadership() {}

                    @Override
                    public void handleError(Exception error) {
                        granted.completeExceptionally(error);
                    }
                });
        election.confirmLeadershipAsync(granted.get(10, TimeUnit.SECONDS), "address")
                .get(10, TimeUnit.SECONDS);
    }

    private static int calls(JsonNode profile, String call) {
        final int dot = call.lastIndexOf('.');
        int calls = 0;
        for (final JsonNode totals : profile.at("/totals")) {
            if (totals.at("/service").asText().equals(call.substring(0, dot))
                    && totals.at("/operation").asText().equals(call.substring(dot + 1))) {
                calls += totals.at("/calls").asInt();
            }
        }
        return calls;
    }

    private MiniCluster cluster(EmbeddedZooKeeper zooKeeper) {
        final Configuration configuration = new Configuration();
        configuration.setString(
                "high-availability.type", "dev.olapha.profile.ProfilingHaServicesFactory");
        configuration.setString(
                "high-availability.profiler.wrapped-type", WritesInsideCalls.class.getName());
        configuration.setString(
                "high-availability.profiler.directory", directory.resolve("profile").toString());
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, zooKeeper.connectString());
        configuration.set(
                HighAvailabilityOptions.HA_STORAGE_PATH,
                directory.resolve("storage").toUri().toString());
        configuration.set(RestOptions.BIND_PORT, "0");
        configuration.set(RestOptions.BIND_ADDRESS, "127.0.0.1");
        return new MiniCluster(
                new MiniClusterConfiguration.Builder()
                        .setConfiguration(configuration)
                        .setNumTaskManagers(1)
                        .setNumSlotsPerTaskManager(1)
                        .build());
    }

    private JsonNode profile() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("profile"))) {
            final List<Path> profiles = files.toList();
            assertThat(profiles).hasSize(1);
            return new ObjectMapper().readTree(profiles.get(0).toFile());
        }
    }

    private static Map<String, Long> difference(Map<String, Long> after, Map<String, Long> before) {
        final Map<String, Long> result = new TreeMap<>(after);
        before.forEach((name, count) -> result.merge(name, -count, Long::sum));
        result.values().removeIf(count -> count == 0);
        return result;
    }
}
