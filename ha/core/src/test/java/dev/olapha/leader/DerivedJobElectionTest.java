package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class DerivedJobElectionTest {

    private static final UUID FIRST = LeaderEpoch.newSession(1);
    private static final UUID SECOND = LeaderEpoch.newSession(2);

    private final LeaderBroadcast process = new LeaderBroadcast();
    private final LeaderBroadcast job = new LeaderBroadcast();
    private final List<String> closed = new ArrayList<>();
    private final DerivedJobElection election =
            new DerivedJobElection(process, job, () -> {}, () -> closed.add("closed"));
    private final Contender contender = new Contender();

    @Test
    void jobOfALeadingProcessLeadsBeforeItsElectionHasStarted() {
        lead(FIRST);
        election.startLeaderElection(contender);
        assertThat(contender.terms).containsExactly(FIRST);
        assertThat(election.hasLeadershipAsync(FIRST)).isCompletedWithValue(true);
        assertThat(election.hasLeadershipAsync(SECOND)).isCompletedWithValue(false);
    }

    @Test
    void jobOfAWaitingProcessLeadsWhenItsProcessDoes() {
        election.startLeaderElection(contender);
        assertThat(contender.terms).isEmpty();
        lead(FIRST);
        assertThat(contender.terms).containsExactly(FIRST);
    }

    @Test
    void contenderThatIsGrantedLeadershipAlreadyHasIt() {
        final List<Boolean> answers = new ArrayList<>();
        lead(FIRST);
        contender.onGrant = () -> answers.add(election.hasLeadership(FIRST));
        election.startLeaderElection(contender);
        assertThat(answers).containsExactly(true);
    }

    @Test
    void jobLosesLeadershipWithItsProcess() {
        lead(FIRST);
        election.startLeaderElection(contender);
        step();
        assertThat(contender.terms).containsExactly(FIRST, null);
        assertThat(election.hasLeadership(FIRST)).isFalse();
    }

    @Test
    void jobIsNotTakenIntoTheNextTerm() {
        lead(FIRST);
        election.startLeaderElection(contender);
        step();
        lead(SECOND);
        assertThat(contender.terms).containsExactly(FIRST, null);

        final Contender other = new Contender();
        final DerivedJobElection jump =
                new DerivedJobElection(process, new LeaderBroadcast(), () -> {}, () -> {});
        jump.startLeaderElection(other);
        lead(LeaderEpoch.newSession(3));
        assertThat(other.terms).containsExactly(SECOND, null);
        assertThat(jump.hasLeadership(SECOND)).isFalse();
    }

    @Test
    void closedElectionHearsNothingAndLeadsNothing() {
        lead(FIRST);
        election.startLeaderElection(contender);
        election.close();
        step();
        assertThat(contender.terms).containsExactly(FIRST);
        assertThat(election.hasLeadership(FIRST)).isFalse();
        assertThat(process.subscriptionCount()).isZero();
        assertThat(closed).hasSize(1);
    }

    @Test
    void whoAsksInThisProcessHearsOfTheTermAndItsEnd() {
        election.startLeaderElection(contender);
        contender.onGrant = () -> assertThat(job.leader().getLeaderSessionID()).isEqualTo(FIRST);
        lead(FIRST);
        step();
        assertThat(job.leader().isEmpty()).isTrue();
    }

    @Test
    void jobThatHasEndedHasNoLeaderThoughItsProcessLeads() {
        lead(FIRST);
        election.startLeaderElection(contender);
        assertThat(job.leader().getLeaderSessionID()).isEqualTo(FIRST);
        election.close();
        assertThat(job.leader().isEmpty()).isTrue();
    }

    @Test
    void electionStartsOnce() {
        election.startLeaderElection(contender);
        assertThatThrownBy(() -> election.startLeaderElection(contender))
                .isInstanceOf(IllegalStateException.class);
    }

    private void lead(UUID session) {
        process.announce(LeaderInformation.known(session, "this-process"));
    }

    private void step() {
        process.announce(LeaderInformation.empty());
    }

    private static final class Contender implements LeaderContender {

        /** A session for each grant, null for each revoke. */
        private final List<UUID> terms = new ArrayList<>();

        private Runnable onGrant = () -> {};

        @Override
        public void grantLeadership(UUID session) {
            terms.add(session);
            onGrant.run();
        }

        @Override
        public void revokeLeadership() {
            terms.add(null);
        }

        @Override
        public void handleError(Exception error) {
            throw new AssertionError(error);
        }
    }
}
