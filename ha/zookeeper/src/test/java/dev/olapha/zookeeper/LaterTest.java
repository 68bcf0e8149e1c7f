package dev.olapha.zookeeper;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** A server that has too much to do answers "later" (ZOOKEEPER-3683): nobody ends for that. */
@Timeout(120)
class LaterTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void processesAskAgainUntilTheServerHasTime() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final LeaderBackend process = fixture.join();
            final LeaderBackend reader = fixture.join();
            final RecordedElection election = new RecordedElection();
            final RecordedWatch watch = new RecordedWatch();

            fixture.server().answerLater();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            reader.watch(ComponentIds.DISPATCHER, watch);
            await("both to have been put off and to ask again")
                    .atMost(PATIENCE)
                    .until(() -> fixture.server().requestsPutOff() >= 4);
            fixture.server().answerAtOnce();

            final LeaderInformation leader =
                    LeaderInformation.known(election.awaitGrant(), "pekko.tcp://flink@h:1/user/d");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
            watch.awaitLeader(leader);
            assertThat(election.errors()).isEmpty();
            assertThat(watch.errors()).isEmpty();
            driver.close();
        }
    }

    @Test
    void cleaningUpWaitsForTheServer() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            election.awaitGrant();
            driver.close();

            fixture.server().answerLater(2);
            process.cleanUp();

            assertThat(fixture.leftovers()).isEmpty();
        }
    }
}
