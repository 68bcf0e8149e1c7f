package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderelection.LeaderInformationRegister;

import java.util.UUID;

/** Whether this process leads, as its own election says: known without reading any record. */
final class ProcessLeadership {

    private static final String THIS_PROCESS = "this-process";

    private final LeaderBroadcast broadcast = new LeaderBroadcast();

    LeaderBroadcast broadcast() {
        return broadcast;
    }

    /** A listener that keeps this object informed and passes everything on. */
    LeaderElectionDriver.Listener informedBy(LeaderElectionDriver.Listener next) {
        return new Tap(next);
    }

    private final class Tap implements LeaderElectionDriver.Listener {

        private final LeaderElectionDriver.Listener next;

        private Tap(LeaderElectionDriver.Listener next) {
            this.next = next;
        }

        @Override
        public void onGrantLeadership(UUID sessionId) {
            // Before the contenders hear of it: the ResourceManager that starts leading asks at
            // once.
            broadcast.announce(LeaderInformation.known(sessionId, THIS_PROCESS));
            next.onGrantLeadership(sessionId);
        }

        @Override
        public void onRevokeLeadership() {
            broadcast.announce(LeaderInformation.empty());
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
}
