package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderServices;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.testkit.heap.HeldEntries;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** Nothing is kept of a job in memory once it has ended, however it ended. */
@Timeout(120)
class JobsLeaveNothingTest {

    private static final int JOBS = 200;

    @Test
    void publishedJobs() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final UUID session = election.awaitGrant();
            oneJob(process, driver, session);
            final int before = HeldEntries.reachableFrom(driver);

            for (int i = 0; i < JOBS; i++) {
                driver.publishLeaderInformation("job-" + i, leader(session, "job-" + i));
            }
            oneJob(process, driver, session);
            for (int i = 0; i < JOBS; i++) {
                driver.deleteLeaderInformation("job-" + i);
            }
            oneJob(process, driver, session);

            await("nothing to be kept")
                    .untilAsserted(
                            () ->
                                    assertThat(HeldEntries.reachableFrom(driver))
                                            .isLessThanOrEqualTo(before));
            driver.close();
        }
    }

    /** When its record has been seen, every request before it has been answered. */
    private static void oneJob(LeaderBackend process, LeaderElectionDriver driver, UUID session) {
        final RecordedWatch watch = new RecordedWatch();
        final LeaderWatch open = process.watch("job-seen", watch);
        final LeaderInformation leader = leader(session, UUID.randomUUID().toString());
        driver.publishLeaderInformation("job-seen", leader);
        watch.awaitLeader(leader);
        open.close();
    }

    private static LeaderInformation leader(UUID session, String name) {
        return LeaderInformation.known(session, "pekko.tcp://flink@h:1/user/rpc/" + name);
    }

    @Test
    void derivedJobs() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture();
                LeaderServices services =
                        LeaderServices.derivingJobLeaders(fixture.join(), lost -> {})) {
            final int before = HeldEntries.reachableFrom(services);

            for (int i = 0; i < JOBS; i++) {
                // Its runner could not be made: nobody will ever start or close this election.
                services.jobElection(new JobID());
                try (LeaderElection started = services.jobElection(new JobID())) {
                    started.startLeaderElection(new Waiting());
                }
            }

            assertThat(HeldEntries.reachableFrom(services)).isEqualTo(before);
        }
    }

    /** In a process that does not lead. */
    private static final class Waiting implements LeaderContender {

        @Override
        public void grantLeadership(UUID session) {
            throw new AssertionError("This process does not lead.");
        }

        @Override
        public void revokeLeadership() {}

        @Override
        public void handleError(Exception error) {
            throw new AssertionError(error);
        }
    }
}
