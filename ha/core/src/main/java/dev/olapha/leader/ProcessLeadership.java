package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderelection.LeaderInformationRegister;

import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Whether this process leads, as its own election says, and what it has published: known without
 * reading any record. Thread-safe.
 */
final class ProcessLeadership {

    /** Stands where an address would, for those who only look at the session id. */
    static final String THIS_PROCESS = "this-process";

    private final LeaderBroadcast broadcast = new LeaderBroadcast();

    /** The last of each component, of whatever term. */
    private final Map<String, LeaderInformation> published = new ConcurrentHashMap<>();

    LeaderBroadcast broadcast() {
        return broadcast;
    }

    /**
     * What this process has published of a component in the term that it is in, if it is in one.
     */
    LeaderInformation published(String componentId) {
        final LeaderInformation last =
                published.getOrDefault(componentId, LeaderInformation.empty());
        final UUID term = broadcast.leader().getLeaderSessionID();
        return term != null && term.equals(last.getLeaderSessionID())
                ? last
                : LeaderInformation.empty();
    }

    /** Runs something whenever this process begins or ends to lead, on the thread that says so. */
    void onTermChange(Runnable action) {
        broadcast.add(new LeaderSubscription(broadcast::leader, new TermListener(action)));
    }

    /** A driver that keeps this object informed and does what another one does. */
    LeaderElectionDriver informedBy(LeaderElectionDriver driver) {
        return new PublicationTap(driver, published);
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
            try {
                broadcast.announce(LeaderInformation.empty());
            } finally {
                // Whatever became of a job: Flink must not go on leading.
                next.onRevokeLeadership();
            }
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
