package dev.olapha.kubernetes;

import dev.olapha.testkit.leader.DamagingFixture;
import dev.olapha.testkit.leader.LeaderElectionContract;
import dev.olapha.testkit.leader.RecordKeepingContract;

import org.junit.jupiter.api.Timeout;

/** The contracts on fabric8's imitation of an API server, always. */
@Timeout(180)
class KubernetesLeaderBackendTest implements LeaderElectionContract, RecordKeepingContract {

    @Override
    public DamagingFixture newFixture() {
        final MockApiServer server = MockApiServer.start();
        return new KubernetesFixture(server.kubeConfig(), server, KubernetesFixture.LEASE);
    }
}
