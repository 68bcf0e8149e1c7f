package dev.olapha.leader;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.DefaultLeaderElectionService;
import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class LeaderWatchesTest {

    private final CountingBackend backend = new CountingBackend();
    private final LeaderWatches watches = new LeaderWatches(backend);

    @Test
    void oneWatchServesAllRetrieversOfAComponent() throws Exception {
        for (int i = 0; i < 100; i++) {
            final LeaderRetrievalService retriever =
                    watches.retriever(ComponentIds.RESOURCE_MANAGER);
            retriever.start(new HeardLeaders());
            retriever.stop();
        }
        assertThat(backend.opened).containsExactly(ComponentIds.RESOURCE_MANAGER);
        assertThat(backend.open).isEqualTo(1);
    }

    @Test
    void derivedJobRetrieversOpenNoWatchOfTheirOwn() throws Exception {
        final JobLeadership jobs =
                new DerivedJobLeadership(new ProcessLeadership(), watches, lostJob -> {});
        for (int i = 0; i < 100; i++) {
            jobs.retriever(new JobID(), "pekko.tcp://flink@h:1/user/rpc/jobmanager_" + i)
                    .start(new HeardLeaders());
            jobs.retriever(new JobID()).start(new HeardLeaders());
        }
        assertThat(backend.opened).containsExactly(ComponentIds.RESOURCE_MANAGER);
    }

    @Test
    void publishedJobHasAWatchWhileItsRetrieverRuns() throws Exception {
        final JobLeadership jobs =
                new PublishedJobLeadership(
                        new DefaultLeaderElectionService(
                                listener -> {
                                    throw new AssertionError("no election in this test");
                                }),
                        watches);
        final JobID jobId = new JobID();
        final LeaderRetrievalService retriever = jobs.retriever(jobId, "ignored");
        retriever.start(new HeardLeaders());
        assertThat(backend.opened).containsExactly("job-" + jobId);
        retriever.stop();
        assertThat(backend.open).isZero();
    }

    @Test
    void leaderOfAnEarlierEpochIsIgnored() throws Exception {
        final HeardLeaders heard = new HeardLeaders();
        watches.retriever(ComponentIds.DISPATCHER).start(heard);
        final LeaderInformation newer = leader(7);
        backend.listener.onLeader(newer);
        backend.listener.onLeader(leader(6));
        assertThat(heard.all()).containsExactly(newer);

        backend.listener.onLeader(LeaderInformation.empty());
        backend.listener.onLeader(leader(6));
        assertThat(heard.last()).isEqualTo(LeaderInformation.empty());
    }

    @Test
    void leaderKnowsItsOwnComponentsWhateverHappensToTheirRecords() throws Exception {
        final ProcessLeadership own = new ProcessLeadership();
        final LeaderInformation mine = leader(7);
        final HeardLeaders heard = heardWhere(own, mine);
        backend.listener.onLeader(LeaderInformation.empty());
        assertThat(heard.all()).containsExactly(mine);

        own.broadcast().announce(LeaderInformation.empty());
        assertThat(heard.all()).containsExactly(mine, LeaderInformation.empty());
    }

    @Test
    void replacedLeaderDoesNotBelieveInItselfWhenTheNewRecordIsLost() throws Exception {
        final ProcessLeadership own = new ProcessLeadership();
        final LeaderInformation mine = leader(7);
        final HeardLeaders heard = heardWhere(own, mine);
        backend.listener.onLeader(leader(8));
        backend.listener.onLeader(LeaderInformation.empty());
        assertThat(heard.last()).isEqualTo(LeaderInformation.empty());
    }

    @Test
    void endOfAJobIsHeardWhereItRan() throws Exception {
        final ProcessLeadership own = new ProcessLeadership();
        final JobLeadership jobs = new DerivedJobLeadership(own, watches, lostJob -> {});
        own.broadcast().announce(leader(7));
        final JobID jobId = new JobID();
        final LeaderElection election = jobs.election(jobId);
        election.startLeaderElection(new SilentContender());
        final HeardLeaders heard = new HeardLeaders();
        jobs.retriever(jobId).start(heard);
        assertThat(heard.last().getLeaderSessionID()).isEqualTo(leader(7).getLeaderSessionID());
        election.close();
        assertThat(heard.last()).isEqualTo(LeaderInformation.empty());

        final HeardLeaders late = new HeardLeaders();
        jobs.retriever(jobId).start(late);
        assertThat(late.all()).isEmpty();
    }

    @Test
    void errorReachesEveryListener() throws Exception {
        final HeardLeaders first = new HeardLeaders();
        final HeardLeaders second = new HeardLeaders();
        watches.retriever(ComponentIds.DISPATCHER).start(first);
        watches.retriever(ComponentIds.DISPATCHER).start(second);
        backend.listener.onError(new Exception("gone"));
        assertThat(first.errors()).hasSize(1);
        assertThat(second.errors()).hasSize(1);
    }

    /** What is heard in a process that leads and is on record. */
    private HeardLeaders heardWhere(ProcessLeadership own, LeaderInformation mine)
            throws Exception {
        final HeardLeaders heard = new HeardLeaders();
        new LeaderWatches(backend, own).retriever(ComponentIds.RESOURCE_MANAGER).start(heard);
        own.broadcast().announce(LeaderInformation.known(mine.getLeaderSessionID(), "here"));
        own.informedBy(new DriverWithoutStore())
                .publishLeaderInformation(ComponentIds.RESOURCE_MANAGER, mine);
        backend.listener.onLeader(mine);
        return heard;
    }

    private static LeaderInformation leader(long epoch) {
        return LeaderInformation.known(new UUID(epoch, 0), "pekko.tcp://flink@h:1/user/rpc/x");
    }

    private static final class SilentContender implements LeaderContender {

        @Override
        public void grantLeadership(UUID session) {}

        @Override
        public void revokeLeadership() {}

        @Override
        public void handleError(Exception error) {
            throw new AssertionError(error);
        }
    }

    private static final class DriverWithoutStore implements LeaderElectionDriver {

        @Override
        public boolean hasLeadership() {
            return true;
        }

        @Override
        public void publishLeaderInformation(String componentId, LeaderInformation leader) {}

        @Override
        public void deleteLeaderInformation(String componentId) {}

        @Override
        public void close() {}
    }

    private static final class CountingBackend implements LeaderRetrievalBackend {

        private final List<String> opened = new ArrayList<>();
        private int open;
        private LeaderWatch.Listener listener;

        @Override
        public LeaderWatch watch(String componentId, LeaderWatch.Listener watchListener) {
            opened.add(componentId);
            open++;
            listener = watchListener;
            return () -> open--;
        }

        @Override
        public void close() {}
    }
}
