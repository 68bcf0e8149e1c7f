package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import org.junit.jupiter.api.Test;

import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

class DerivedJobLeaderTest {

    private static final String CLUSTER =
            "pekko.tcp://flink@host-1:6123/user/rpc/resourcemanager_0";
    private static final String JOB = "pekko.tcp://flink@host-1:6123/user/rpc/jobmanager_7";
    private static final UUID SESSION = LeaderEpoch.newSession(10);
    private static final UUID LATER_SESSION = LeaderEpoch.newSession(11);

    private final HeardLeaders heard = new HeardLeaders();
    private final LeaderRetrievalListener job = new DerivedJobLeader(JOB, heard);

    @Test
    void jobOfTheLeadingProcessLeadsInTheSameSession() {
        job.notifyLeaderAddress(CLUSTER, SESSION);
        assertThat(heard.all()).containsExactly(LeaderInformation.known(SESSION, JOB));
    }

    @Test
    void addressesAreComparedByHostAndPortWhateverTheirCase() {
        job.notifyLeaderAddress(CLUSTER.replace("host-1", "HOST-1"), SESSION);
        assertThat(heard.all()).containsExactly(LeaderInformation.known(SESSION, JOB));
    }

    @Test
    void jobOfAnotherProcessHasNoLeader() {
        job.notifyLeaderAddress(CLUSTER.replace("6123", "6124"), SESSION);
        job.notifyLeaderAddress(CLUSTER.replace("host-1", "host-2"), SESSION);
        assertThat(heard.all()).isEmpty();
    }

    @Test
    void jobIsLostAtOnceWhenTheClusterHasNoLeader() {
        job.notifyLeaderAddress(CLUSTER, SESSION);
        job.notifyLeaderAddress(null, null);
        assertThat(heard.last()).isEqualTo(LeaderInformation.empty());
    }

    @Test
    void jobReturnsWithTheSameSession() {
        job.notifyLeaderAddress(CLUSTER, SESSION);
        job.notifyLeaderAddress(null, null);
        job.notifyLeaderAddress(CLUSTER, SESSION);
        assertThat(heard.last()).isEqualTo(LeaderInformation.known(SESSION, JOB));
    }

    @Test
    void jobNeverFollowsALaterSessionOfTheSameProcess() {
        job.notifyLeaderAddress(CLUSTER, SESSION);
        job.notifyLeaderAddress(CLUSTER, LATER_SESSION);
        assertThat(heard.last()).isEqualTo(LeaderInformation.empty());
        assertThat(heard.all()).hasSize(2);
    }

    @Test
    void jobIsToldOnceThatItIsLost() {
        job.notifyLeaderAddress(CLUSTER, SESSION);
        job.notifyLeaderAddress(null, null);
        job.notifyLeaderAddress(CLUSTER, LATER_SESSION);
        assertThat(heard.all()).hasSize(2);
    }

    @Test
    void jobMayFindItsLeaderLater() {
        job.notifyLeaderAddress(null, null);
        job.notifyLeaderAddress(CLUSTER, SESSION);
        assertThat(heard.all()).containsExactly(LeaderInformation.known(SESSION, JOB));
    }

    @Test
    void localAddressesWithoutHostAreOneProcess() {
        final LeaderRetrievalListener local =
                new DerivedJobLeader("pekko://flink/user/rpc/jobmanager_7", heard);
        local.notifyLeaderAddress("pekko://flink/user/rpc/resourcemanager_0", SESSION);
        assertThat(heard.all()).hasSize(1);
    }
}
