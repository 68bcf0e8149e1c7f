package dev.olapha.testkit.leader;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderServices;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InMemoryLeadershipTest implements LeaderElectionContract {

    @Override
    public LeaderBackendFixture newFixture() {
        return new Fixture();
    }

    @Test
    void nobodyLeadsUnlessTheTestSaysSo() throws Exception {
        try (InMemoryLeadership leadership = InMemoryLeadership.grantedByHand()) {
            final LeaderBackend process = leadership.join();
            final RecordedElection election = new RecordedElection();
            process.createElectionDriver(election);
            assertThat(election.session()).isEmpty();

            final UUID session = leadership.grant(process);
            assertThat(election.awaitGrant()).isEqualTo(session);
            leadership.revoke();
            election.awaitRevoke();
        }
    }

    @Test
    void leadershipIsNotGrantedToWhoDidNotEnter() {
        try (InMemoryLeadership leadership = InMemoryLeadership.grantedByHand()) {
            assertThatThrownBy(() -> leadership.grant(leadership.join()))
                    .isInstanceOf(IllegalStateException.class);
        }
    }

    /**
     * The product's own services, driven by hand: every component of a process gets one session.
     */
    @Test
    void componentsAndJobsOfAProcessShareTheSessionThatWasGranted() throws Exception {
        try (InMemoryLeadership leadership = InMemoryLeadership.grantedByHand()) {
            final LeaderBackend jobManager = leadership.join();
            final LeaderServices services =
                    LeaderServices.derivingJobLeaders(jobManager, lostJob -> {});
            final LeaderElection dispatcher = services.election(ComponentIds.DISPATCHER);
            final JobID jobId = new JobID();
            final LeaderElection job = services.jobElection(jobId);
            final Contender dispatcherContender = new Contender(dispatcher, "dispatcher_0");
            final Contender jobContender = new Contender(job, "jobmanager_1");
            dispatcher.startLeaderElection(dispatcherContender);
            job.startLeaderElection(jobContender);

            final UUID session = leadership.grant(jobManager);

            assertThat(dispatcherContender.granted.get(10, TimeUnit.SECONDS)).isEqualTo(session);
            assertThat(jobContender.granted.get(10, TimeUnit.SECONDS)).isEqualTo(session);
            dispatcherContender.confirmed.get(10, TimeUnit.SECONDS);
            jobContender.confirmed.get(10, TimeUnit.SECONDS);
            assertThat(leadership.recordedComponents()).containsExactly(ComponentIds.DISPATCHER);

            final Heard ownJobs = new Heard();
            services.jobRetriever(jobId).start(ownJobs);
            assertThat(ownJobs.sessions).containsExactly(session);
            leadership.revoke();
            jobContender.revoked.get(10, TimeUnit.SECONDS);
            assertThat(ownJobs.sessions).containsExactly(session, null);

            job.close();
            dispatcher.close();
            services.close();
        }
    }

    private static final class Heard implements LeaderRetrievalListener {

        private final List<UUID> sessions = new ArrayList<>();

        @Override
        public void notifyLeaderAddress(String address, UUID session) {
            sessions.add(session);
        }

        @Override
        public void handleError(Exception error) {}
    }

    private static final class Contender implements LeaderContender {

        private final LeaderElection election;
        private final String endpoint;
        private final CompletableFuture<UUID> granted = new CompletableFuture<>();
        private final CompletableFuture<Void> confirmed = new CompletableFuture<>();
        private final CompletableFuture<Void> revoked = new CompletableFuture<>();

        private Contender(LeaderElection election, String endpoint) {
            this.election = election;
            this.endpoint = endpoint;
        }

        @Override
        public void grantLeadership(UUID session) {
            granted.complete(session);
            election.confirmLeadershipAsync(
                            session, "pekko.tcp://flink@127.0.0.1:1/user/rpc/" + endpoint)
                    .thenAccept(confirmed::complete);
        }

        @Override
        public void revokeLeadership() {
            revoked.complete(null);
        }

        @Override
        public void handleError(Exception error) {
            granted.completeExceptionally(error);
        }
    }

    private static final class Fixture implements LeaderBackendFixture {

        private final InMemoryLeadership leadership = InMemoryLeadership.electingTheFirst();

        @Override
        public LeaderBackend join() {
            return leadership.join();
        }

        @Override
        public void leave(LeaderBackend process) throws Exception {
            process.close();
        }

        @Override
        public Collection<String> leftovers() {
            return leadership.recordedComponents();
        }

        @Override
        public void close() {
            leadership.close();
        }
    }
}
