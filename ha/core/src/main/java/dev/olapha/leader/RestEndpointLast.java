package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import javax.annotation.Nullable;

import java.util.UUID;

/**
 * Publishes the REST endpoint of a term only after the term's dispatcher. The REST server confirms
 * its leadership at once, the dispatcher when it has started; a client that comes in between is
 * answered "503, ongoing leader election", and waits {@code rest.retry.delay} (3 s by default)
 * before it asks again. If the record is not there yet it is notified the moment it is.
 *
 * <p>Never waits: Flink calls it under a lock.
 */
final class RestEndpointLast implements LeaderElectionDriver {

    private final LeaderElectionDriver driver;
    private final Object lock = new Object();

    /** The last term whose dispatcher was published; guarded by {@link #lock}. */
    @Nullable private UUID dispatchersTerm;

    /** Held back until its term's dispatcher is published; guarded by {@link #lock}. */
    @Nullable private LeaderInformation heldBack;

    RestEndpointLast(LeaderElectionDriver driver) {
        this.driver = driver;
    }

    @Override
    public boolean hasLeadership() {
        return driver.hasLeadership();
    }

    @Override
    public void publishLeaderInformation(String componentId, LeaderInformation leader) {
        if (componentId.equals(ComponentIds.REST_SERVER) && mustWait(leader)) {
            return;
        }
        driver.publishLeaderInformation(componentId, leader);
        if (componentId.equals(ComponentIds.DISPATCHER)) {
            final LeaderInformation released = dispatcherPublished(leader);
            if (released != null) {
                driver.publishLeaderInformation(ComponentIds.REST_SERVER, released);
            }
        }
    }

    private boolean mustWait(LeaderInformation restServer) {
        synchronized (lock) {
            final boolean wait =
                    !restServer.isEmpty()
                            && !restServer.getLeaderSessionID().equals(dispatchersTerm);
            heldBack = wait ? restServer : null;
            return wait;
        }
    }

    /** The REST endpoint that waited for this; null if none did. */
    @Nullable
    private LeaderInformation dispatcherPublished(LeaderInformation dispatcher) {
        synchronized (lock) {
            final UUID term = dispatcher.getLeaderSessionID();
            if (term != null) {
                dispatchersTerm = term;
            }
            if (heldBack == null || !heldBack.getLeaderSessionID().equals(term)) {
                return null;
            }
            final LeaderInformation released = heldBack;
            heldBack = null;
            return released;
        }
    }

    @Override
    public void deleteLeaderInformation(String componentId) {
        if (componentId.equals(ComponentIds.REST_SERVER)) {
            synchronized (lock) {
                heldBack = null;
            }
        }
        driver.deleteLeaderInformation(componentId);
    }

    @Override
    public void close() throws Exception {
        driver.close();
    }

    @Override
    public String toString() {
        return driver.toString();
    }
}
