package dev.olapha.testkit.leader;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.testkit.threads.ThreadLeaks;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What every backend promises, checked on one process. A backend's test implements this interface
 * and supplies a fixture. Whatever is written is checked through a second process's eyes, so that a
 * cache cannot hide a lost write.
 */
@Timeout(120)
public interface LeaderBackendContract {

    LeaderBackendFixture newFixture() throws Exception;

    @Test
    default void onlyProcessIsElected() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
            election.awaitGrant();
            assertThat(driver.hasLeadership()).isTrue();
            driver.close();
        }
    }

    @Test
    default void publishedLeaderIsSeenByAnotherWatch() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final LeaderInformation leader = leader(election.awaitGrant(), "dispatcher_0");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);

            final RecordedWatch watch = new RecordedWatch();
            process.watch(ComponentIds.DISPATCHER, watch);
            watch.awaitLeader(leader);
            driver.close();
        }
    }

    @Test
    default void watchThatWasThereFirstHearsOfPublicationAndDeletion() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedWatch watch = new RecordedWatch();
            process.watch(ComponentIds.DISPATCHER, watch);
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final LeaderInformation leader = leader(election.awaitGrant(), "dispatcher_0");

            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
            watch.awaitLeader(leader);
            driver.deleteLeaderInformation(ComponentIds.DISPATCHER);
            await().atMost(Duration.ofSeconds(30)).until(() -> !watch.leader().equals(leader));
            driver.close();
        }
    }

    @Test
    default void closedWatchHearsNothingMore() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedWatch closed = new RecordedWatch();
            final RecordedWatch open = new RecordedWatch();
            final LeaderWatch handle = process.watch(ComponentIds.DISPATCHER, closed);
            process.watch(ComponentIds.DISPATCHER, open);
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final UUID session = election.awaitGrant();
            final LeaderInformation first = leader(session, "dispatcher_0");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, first);
            closed.awaitLeader(first);

            handle.close();
            final LeaderInformation second = leader(session, "dispatcher_1");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, second);
            open.awaitLeader(second);

            assertThat(closed.heard()).doesNotContain(second);
            driver.close();
        }
    }

    @Test
    default void listenersAreCalledByOneThreadAtATime() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedWatch watch = new RecordedWatch();
            process.watch(ComponentIds.DISPATCHER, watch);
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final UUID session = election.awaitGrant();
            for (int i = 0; i < 20; i++) {
                driver.publishLeaderInformation(
                        ComponentIds.DISPATCHER, leader(session, "dispatcher_" + i));
            }
            watch.awaitLeader(leader(session, "dispatcher_19"));
            assertThat(watch.wasCalledConcurrently()).isFalse();
            assertThat(watch.errors()).isEmpty();
            driver.close();
        }
    }

    @Test
    default void cleanUpLeavesNothing() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final LeaderInformation leader = leader(election.awaitGrant(), "dispatcher_0");
            final RecordedWatch watch = new RecordedWatch();
            process.watch(ComponentIds.DISPATCHER, watch);
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
            watch.awaitLeader(leader);
            driver.close();

            process.cleanUp();

            assertThat(fixture.leftovers()).isEmpty();
        }
    }

    @Test
    default void closingLeavesNoThread() throws Exception {
        final ThreadLeaks leaks = ThreadLeaks.since();
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            election.awaitGrant();
            process.watch(ComponentIds.DISPATCHER, new RecordedWatch());
            driver.close();
            fixture.leave(process);
        }
        leaks.assertNone();
    }

    /** A leader whose address ends in the given name. */
    static LeaderInformation leader(UUID session, String endpoint) {
        return LeaderInformation.known(
                session, "pekko.tcp://flink@127.0.0.1:6123/user/rpc/" + endpoint);
    }
}
