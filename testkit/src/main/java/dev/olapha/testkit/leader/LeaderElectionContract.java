package dev.olapha.testkit.leader;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderEpoch;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.UUID;

import static dev.olapha.testkit.leader.LeaderBackendContract.leader;
import static org.assertj.core.api.Assertions.assertThat;

/** What a backend promises that elects one process among several. */
@Timeout(180)
public interface LeaderElectionContract extends LeaderBackendContract {

    int CHANGES = 30;

    @Test
    default void secondProcessWaitsAndSucceedsWithAHigherEpoch() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final RecordedElection first = new RecordedElection();
            final LeaderElectionDriver leading = fixture.join().createElectionDriver(first);
            final UUID firstSession = first.awaitGrant();
            final RecordedElection second = new RecordedElection();
            final LeaderElectionDriver waiting = fixture.join().createElectionDriver(second);
            assertThat(waiting.hasLeadership()).isFalse();

            leading.close();

            final UUID secondSession = second.awaitGrant();
            assertThat(LeaderEpoch.of(secondSession)).isGreaterThan(LeaderEpoch.of(firstSession));
            assertThat(leading.hasLeadership()).isFalse();
            waiting.close();
        }
    }

    @Test
    default void processThatVanishesIsSucceeded() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend vanishing = fixture.join();
            final RecordedElection first = new RecordedElection();
            vanishing.createElectionDriver(first);
            first.awaitGrant();
            final RecordedElection second = new RecordedElection();
            final LeaderElectionDriver waiting = fixture.join().createElectionDriver(second);

            fixture.leave(vanishing);

            second.awaitGrant();
            waiting.close();
        }
    }

    @Test
    default void otherProcessesFollowTheLeadersRecord() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend reader = fixture.join();
            final RecordedWatch watch = new RecordedWatch();
            reader.watch(ComponentIds.RESOURCE_MANAGER, watch);
            final RecordedElection first = new RecordedElection();
            final LeaderElectionDriver leading = fixture.join().createElectionDriver(first);
            final LeaderInformation firstLeader = leader(first.awaitGrant(), "resourcemanager_0");
            leading.publishLeaderInformation(ComponentIds.RESOURCE_MANAGER, firstLeader);
            watch.awaitLeader(firstLeader);
            final RecordedElection second = new RecordedElection();
            final LeaderElectionDriver waiting = fixture.join().createElectionDriver(second);

            leading.close();
            final LeaderInformation secondLeader = leader(second.awaitGrant(), "resourcemanager_1");
            waiting.publishLeaderInformation(ComponentIds.RESOURCE_MANAGER, secondLeader);

            watch.awaitLeader(secondLeader);
            waiting.close();
            watch.awaitNoLeader();
        }
    }

    @Test
    default void whoDoesNotLeadPublishesNothing() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection first = new RecordedElection();
            final LeaderElectionDriver leading = process.createElectionDriver(first);
            final UUID session = first.awaitGrant();
            final RecordedElection second = new RecordedElection();
            final LeaderElectionDriver waiting = fixture.join().createElectionDriver(second);
            final RecordedWatch watch = new RecordedWatch();
            process.watch(ComponentIds.DISPATCHER, watch);

            final LeaderInformation impostor = leader(UUID.randomUUID(), "impostor");
            waiting.publishLeaderInformation(ComponentIds.DISPATCHER, impostor);
            waiting.deleteLeaderInformation(ComponentIds.DISPATCHER);
            final LeaderInformation rightful = leader(session, "dispatcher_0");
            leading.publishLeaderInformation(ComponentIds.DISPATCHER, rightful);

            watch.awaitLeader(rightful);
            assertThat(watch.heard()).doesNotContain(impostor);
            waiting.close();
            leading.close();
        }
    }

    /** FLINK-40114: a confirmation of an earlier term that arrives late must not be published. */
    @Test
    default void confirmationOfAnEarlierTermIsNotPublished() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend process = fixture.join();
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final UUID session = election.awaitGrant();
            final RecordedWatch watch = new RecordedWatch();
            process.watch(ComponentIds.DISPATCHER, watch);

            final LeaderInformation late = leader(LeaderEpoch.newSession(1), "dispatcher_0");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, late);
            final LeaderInformation present = leader(session, "dispatcher_1");
            driver.publishLeaderInformation(ComponentIds.DISPATCHER, present);

            watch.awaitLeader(present);
            assertThat(watch.heard()).doesNotContain(late);
            driver.close();
        }
    }

    /** The length of the chain that Flink's own {@code ZooKeeperLeaderElectionTest} walks. */
    @Test
    default void manyChangesInARowEndWithOneLeader() throws Exception {
        try (LeaderBackendFixture fixture = newFixture()) {
            final LeaderBackend reader = fixture.join();
            final RecordedWatch watch = new RecordedWatch();
            reader.watch(ComponentIds.DISPATCHER, watch);
            final LeaderBackend[] processes = {fixture.join(), fixture.join()};
            RecordedElection election = new RecordedElection();
            LeaderElectionDriver leading = processes[0].createElectionDriver(election);
            UUID session = election.awaitGrant();
            for (int change = 1; change <= CHANGES; change++) {
                final RecordedElection next = new RecordedElection();
                final LeaderElectionDriver waiting =
                        processes[change % 2].createElectionDriver(next);
                leading.close();
                final UUID nextSession = next.awaitGrant();
                assertThat(LeaderEpoch.of(nextSession)).isGreaterThan(LeaderEpoch.of(session));
                final LeaderInformation leader = leader(nextSession, "dispatcher_" + change);
                waiting.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
                watch.awaitLeader(leader);
                election.assertInTurn();
                leading = waiting;
                election = next;
                session = nextSession;
            }
            assertThat(watch.errors()).isEmpty();
            leading.close();
        }
    }
}
