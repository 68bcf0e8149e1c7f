package dev.olapha.it;

import dev.olapha.OlapHaServicesFactory;
import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.testkit.leader.InMemoryLeadership;
import dev.olapha.testkit.process.BlockingQuery;
import dev.olapha.testkit.process.NoOpQuery;

import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.minicluster.MiniCluster;
import org.apache.flink.runtime.minicluster.MiniClusterConfiguration;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.Executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Flink's own dispatcher, ResourceManager and TaskManagers under leadership that a test commands.
 */
@Timeout(120)
class LeadershipByHandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void clusterRunsQueriesInEveryTermAndLosesThemWithTheTerm() throws Exception {
        try (InMemoryLeadership leadership = InMemoryLeadership.grantedByHand()) {
            final LeaderBackend process = leadership.join();
            try (MiniCluster cluster = clusterOn(process)) {
                cluster.start();
                leadership.grant(process);
                cluster.executeJobBlocking(NoOpQuery.jobGraph(2));
                assertThat(leadership.recordedComponents())
                        .isSubsetOf(
                                Set.of(
                                        ComponentIds.DISPATCHER,
                                        ComponentIds.RESOURCE_MANAGER,
                                        ComponentIds.REST_SERVER));
                final int watches = leadership.watchCount();
                final JobGraph inFlight = BlockingQuery.jobGraph(2);
                cluster.submitJob(inFlight).get();
                await().atMost(PATIENCE)
                        .until(
                                () ->
                                        cluster.getJobStatus(inFlight.getJobID()).get()
                                                == JobStatus.RUNNING);

                leadership.revoke();
                await().atMost(PATIENCE).until(() -> leadership.recordedComponents().isEmpty());
                leadership.grant(process);

                // Needs both slots: the lost query's tasks must have gone.
                cluster.executeJobBlocking(NoOpQuery.jobGraph(2));
                // Before 2.3 Flink goes on to list it, as suspended.
                assertThat(cluster.listJobs().get())
                        .noneMatch(
                                job ->
                                        job.getJobId().equals(inFlight.getJobID())
                                                && !job.getJobState().isTerminalState());
                assertThat(leadership.watchCount()).isEqualTo(watches);
            }
        }
    }

    private static MiniCluster clusterOn(LeaderBackend process) {
        final Configuration configuration = new Configuration();
        configuration.set(RestOptions.PORT, 0);
        configuration.setString("taskmanager.slot.timeout", "1 s");
        return new MiniCluster(
                new MiniClusterConfiguration.Builder()
                        .setConfiguration(configuration)
                        .setNumTaskManagers(1)
                        .setNumSlotsPerTaskManager(2)
                        .build()) {
            @Override
            protected HighAvailabilityServices createHighAvailabilityServices(
                    Configuration ignored, Executor executor) {
                return OlapHaServicesFactory.olapServices(process, 100);
            }
        };
    }
}
