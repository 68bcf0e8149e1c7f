package dev.olapha.zookeeper;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderEpoch;
import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.testkit.leader.DamagingFixture;
import dev.olapha.testkit.leader.LeaderElectionContract;
import dev.olapha.testkit.leader.RecordKeepingContract;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;
import dev.olapha.testkit.zookeeper.RequestCounts;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(180)
class ZooKeeperLeaderBackendTest implements LeaderElectionContract, RecordKeepingContract {

    @Override
    public DamagingFixture newFixture() {
        return new ZooKeeperFixture();
    }

    @Test
    void idleLeadershipCostsNothingButHeartbeats() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final RecordedElection election = new RecordedElection();
            final LeaderBackend process = fixture.join();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final LeaderInformation leader = leader(election.awaitGrant(), "dispatcher_0");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
            final RecordedWatch watch = new RecordedWatch();
            process.watch(ComponentIds.DISPATCHER, watch);
            watch.awaitLeader(leader);

            final RequestCounts before = fixture.server().counts();
            await("three heartbeats")
                    .until(() -> fixture.server().counts().minus(before).of("ping") >= 3);

            assertThat(fixture.server().counts().minus(before).requests()).isZero();
            driver.close();
        }
    }

    @Test
    void sessionEndedByTheServerEndsTheTermAndANewOneBegins() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final RecordedElection election = new RecordedElection();
            final LeaderBackend process = fixture.join();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final UUID first = election.awaitGrant();

            fixture.server().expireSession(fixture.sessionOf(process));

            final UUID second = election.awaitGrantAfter(first);
            assertThat(LeaderEpoch.of(second)).isGreaterThan(LeaderEpoch.of(first));
            election.assertInTurn();
            assertThat(election.errors()).isEmpty();
            driver.close();
        }
    }

    @Test
    void deletedLatchNodeEndsTheTerm() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final RecordedElection election = new RecordedElection();
            final LeaderBackend process = fixture.join();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final UUID first = election.awaitGrant();

            final String latch =
                    fixture.server().znodes().stream()
                            .filter(path -> path.contains(LeaderPaths.LATCH_MARK))
                            .findFirst()
                            .orElseThrow()
                            .substring(Chroot.PATH.length());
            fixture.connectionOf(process).absolute().delete().forPath(latch);

            election.awaitGrantAfter(first);
            election.assertInTurn();
            driver.close();
        }
    }

    @Test
    void lostServerEndsTheTermAndAWatchSaysThatNobodyLeads() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final RecordedElection election = new RecordedElection();
            final LeaderBackend process = fixture.join();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final LeaderInformation leader = leader(election.awaitGrant(), "dispatcher_0");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
            final RecordedWatch watch = new RecordedWatch();
            process.watch(ComponentIds.DISPATCHER, watch);
            watch.awaitLeader(leader);

            fixture.server().stop();
            election.awaitRevoke();
            watch.awaitNoLeader();
            assertThat(driver.hasLeadership()).isFalse();

            fixture.server().startAgain();
            final UUID again = election.awaitGrant();
            final LeaderInformation returned = leader(again, "dispatcher_0");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, returned);
            watch.awaitLeader(returned);
            assertThat(election.errors()).isEmpty();
            driver.close();
        }
    }

    @Test
    void closedWatchesLeaveNoneAtTheServerAndOthersOfTheSameRecordStay() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final UUID session = election.awaitGrant();
            final RecordedWatch staying = new RecordedWatch();
            process.watch("job-0", staying);
            staying.awaitNoLeader();
            await("nothing to be under way")
                    .during(Duration.ofMillis(300))
                    .until(() -> fixture.server().watchCount() > 0);
            final int before = fixture.server().watchCount();

            for (int i = 0; i < 20; i++) {
                final RecordedWatch heard = new RecordedWatch();
                final LeaderWatch watch = process.watch("job-" + i, heard);
                heard.awaitNoLeader();
                watch.close();
            }

            await("the watches to be gone").until(() -> fixture.server().watchCount() == before);
            final LeaderInformation leader = leader(session, "jobmanager_0");
            driver.publishLeaderInformation("job-0", leader);
            staying.awaitLeader(leader);
            driver.close();
        }
    }

    /** A job may end while its record is being made. */
    @Test
    void jobThatEndsAtOnceLeavesNoNode() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final UUID session = election.awaitGrant();
            final RecordedWatch watch = new RecordedWatch();
            process.watch("job-last", watch);

            for (int i = 0; i < 50; i++) {
                driver.publishLeaderInformation("job-" + i, leader(session, "jobmanager_" + i));
                driver.deleteLeaderInformation("job-" + i);
            }
            final LeaderInformation last = leader(session, "jobmanager_last");
            driver.publishLeaderInformation("job-last", last);
            watch.awaitLeader(last);

            assertThat(fixture.server().znodes()).noneMatch(path -> path.matches(".*/job-[0-9]+"));
            driver.close();
        }
    }

    /** Whoever believed it would refuse all true leaders from then on. */
    @Test
    void recordWithAnEpochFromTheFutureIsNotBelieved() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final LeaderInformation leader = leader(election.awaitGrant(), "dispatcher_0");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
            final RecordedWatch watch = new RecordedWatch();
            fixture.join().watch(ComponentIds.DISPATCHER, watch);
            watch.awaitLeader(leader);

            final LeaderInformation forged =
                    leader(LeaderEpoch.newSession(Long.MAX_VALUE), "dispatcher_0");
            fixture.overwriteRecord(ComponentIds.DISPATCHER, LeaderRecord.encode(forged));

            final RecordedWatch afterwards = new RecordedWatch();
            fixture.join().watch(ComponentIds.DISPATCHER, afterwards);
            afterwards.awaitLeader(leader);
            watch.awaitLeader(leader);
            assertThat(watch.heard()).doesNotContain(forged);
            assertThat(afterwards.heard()).doesNotContain(forged);
            driver.close();
        }
    }

    @Test
    void errorInFlinksAnswerToAGrantIsToldToFlink() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver =
                    fixture.join().createElectionDriver(new FailingOnGrant(election));

            await("the error").until(() -> !election.errors().isEmpty());

            assertThat(election.errors().get(0)).hasRootCauseInstanceOf(LinkageError.class);
            assertThat(driver.hasLeadership()).isFalse();
            driver.close();
        }
    }

    private static LeaderInformation leader(UUID session, String endpoint) {
        return LeaderInformation.known(
                session, "pekko.tcp://flink@127.0.0.1:6123/user/rpc/" + endpoint);
    }
}
