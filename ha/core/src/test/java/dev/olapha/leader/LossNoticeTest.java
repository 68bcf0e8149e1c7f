package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** Together with {@link DerivedJobLeader}, as a TaskManager has it. */
class LossNoticeTest {

    private static final String RESOURCE_MANAGER =
            "pekko.tcp://flink@10.0.0.1:6123/user/rpc/resourcemanager_0";
    private static final String JOB = "pekko.tcp://flink@10.0.0.1:6123/user/rpc/jobmanager_1";

    private final List<String> events = new ArrayList<>();
    private final LeaderBroadcast cluster = new LeaderBroadcast();

    @Test
    void lossIsToldAfterTheListenerHeardOfItAndOnce() {
        watchJob();
        lead(1);
        cluster.announce(LeaderInformation.empty());
        lead(2);
        cluster.announce(LeaderInformation.empty());
        assertThat(events).containsExactly("leader", "no leader", "lost");
    }

    @Test
    void jobThatNeverHadALeaderIsNotLost() {
        watchJob();
        cluster.announce(LeaderInformation.empty());
        assertThat(events).isEmpty();
    }

    @Test
    void newLeaderWithoutAPauseIsALossToo() {
        watchJob();
        lead(1);
        lead(2);
        assertThat(events).containsExactly("leader", "no leader", "lost");
    }

    private void lead(long epoch) {
        cluster.announce(LeaderInformation.known(LeaderEpoch.newSession(epoch), RESOURCE_MANAGER));
    }

    private void watchJob() {
        cluster.add(
                new LeaderSubscription(
                        cluster::leader,
                        new DerivedJobLeader(
                                JOB, new LossNotice(new Listener(), () -> events.add("lost")))));
    }

    private final class Listener implements LeaderRetrievalListener {

        @Override
        public void notifyLeaderAddress(String address, UUID session) {
            events.add(session == null ? "no leader" : "leader");
        }

        @Override
        public void handleError(Exception error) {
            throw new AssertionError(error);
        }
    }
}
