package dev.olapha.zookeeper;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderelection.LeaderInformationRegister;

import java.util.UUID;

/** Flink in a process that misses a class when it begins to lead; passes on what it is told. */
final class FailingOnGrant implements LeaderElectionDriver.Listener {

    private final LeaderElectionDriver.Listener next;

    FailingOnGrant(LeaderElectionDriver.Listener next) {
        this.next = next;
    }

    @Override
    public void onGrantLeadership(UUID sessionId) {
        next.onGrantLeadership(sessionId);
        throw new NoClassDefFoundError("of a test");
    }

    @Override
    public void onRevokeLeadership() {
        next.onRevokeLeadership();
    }

    @Override
    public void onLeaderInformationChange(String componentId, LeaderInformation leader) {
        next.onLeaderInformationChange(componentId, leader);
    }

    @Override
    public void onLeaderInformationChange(LeaderInformationRegister register) {
        next.onLeaderInformationChange(register);
    }

    @Override
    public void onError(Throwable error) {
        next.onError(error);
    }
}
