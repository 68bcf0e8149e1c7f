package dev.olapha.leader;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.DefaultLeaderElectionService;
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
    void errorReachesEveryListener() throws Exception {
        final HeardLeaders first = new HeardLeaders();
        final HeardLeaders second = new HeardLeaders();
        watches.retriever(ComponentIds.DISPATCHER).start(first);
        watches.retriever(ComponentIds.DISPATCHER).start(second);
        backend.listener.onError(new Exception("gone"));
        assertThat(first.errors()).hasSize(1);
        assertThat(second.errors()).hasSize(1);
    }

    private static LeaderInformation leader(long epoch) {
        return LeaderInformation.known(new UUID(epoch, 0), "pekko.tcp://flink@h:1/user/rpc/x");
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
