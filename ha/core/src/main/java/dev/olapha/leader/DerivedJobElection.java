package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderContender;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import javax.annotation.Nullable;

import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

import static org.apache.flink.util.Preconditions.checkNotNull;
import static org.apache.flink.util.Preconditions.checkState;

/**
 * The "election" of a job whose leader is derived: the JobMaster leads because its process leads,
 * in the same session, until that session ends. Costs no request and takes no lock that another job
 * needs; Flink's {@code DefaultLeaderElectionService} would pass every job's start and end through
 * one lock and one thread.
 *
 * <p>The contender is called by one thread at a time: by the one that starts the election if the
 * process leads then, otherwise by the backend's notification thread. {@link #hasLeadershipAsync}
 * is true exactly from grant to revoke as the contender sees them. With an answer that runs ahead
 * of the revoke, Flink's {@code JobMasterServiceLeadershipRunner} can be revoked before it has
 * created the process it then tries to stop, and ends the JobManager.
 *
 * <p>Between Flink 1.20.0 and 1.20.1 the methods of {@link LeaderElection} changed their names.
 * This class has those of both, so that it fits either.
 */
final class DerivedJobElection implements LeaderElection {

    private final LeaderBroadcast processLeadership;
    private final LeaderBroadcast jobLeadership;
    private final Runnable onStart;
    private final Runnable onClose;

    /** Null before the election starts. */
    private final AtomicReference<LeaderSubscription> subscription = new AtomicReference<>();

    /**
     * A grant that had been decided when the election was closed still reaches the contender; it
     * must not make the closed election lead.
     */
    private volatile boolean closed;

    /** The session that was granted and not revoked yet; null if there is none. */
    private final AtomicReference<UUID> granted = new AtomicReference<>();

    /**
     * @param jobLeadership hears of the job's term from here, and of its end also if this election
     *     is closed; without addresses, since who asks in this process only looks at the session id
     * @param onStart run when the election starts, before the contender hears of anything
     * @param onClose run when the election is closed
     */
    DerivedJobElection(
            LeaderBroadcast processLeadership,
            LeaderBroadcast jobLeadership,
            Runnable onStart,
            Runnable onClose) {
        this.processLeadership = processLeadership;
        this.jobLeadership = jobLeadership;
        this.onStart = onStart;
        this.onClose = onClose;
    }

    @Override
    public void startLeaderElection(LeaderContender contender) {
        checkNotNull(contender, "The contender must not be null.");
        final LeaderSubscription mine =
                new LeaderSubscription(processLeadership::leader, new Terms(contender));
        checkState(
                subscription.compareAndSet(null, mine),
                "The election of a job can be started only once.");
        onStart.run();
        processLeadership.add(mine);
    }

    /** For Flink 1.20.1 and later. Nothing is published, so there is nothing to do. */
    public CompletableFuture<Void> confirmLeadershipAsync(UUID sessionId, String address) {
        return CompletableFuture.completedFuture(null);
    }

    /** For Flink 1.20.0; does nothing. */
    @Override
    public void confirmLeadership(UUID sessionId, String address) {}

    /** For Flink 1.20.1 and later. */
    public CompletableFuture<Boolean> hasLeadershipAsync(UUID sessionId) {
        return CompletableFuture.completedFuture(hasLeadership(sessionId));
    }

    /** For Flink 1.20.0. */
    @Override
    public boolean hasLeadership(UUID sessionId) {
        return !closed && sessionId.equals(granted.get());
    }

    @Override
    public void close() {
        closed = true;
        final LeaderSubscription mine = subscription.get();
        if (mine != null) {
            processLeadership.remove(mine);
        }
        jobLeadership.announce(LeaderInformation.empty());
        onClose.run();
    }

    private void lead(UUID session) {
        granted.set(session);
        jobLeadership.announce(LeaderInformation.known(session, ProcessLeadership.THIS_PROCESS));
        if (closed) {
            // Whichever of the two announcements comes last, it says that nobody leads.
            jobLeadership.announce(LeaderInformation.empty());
        }
    }

    /** Turns the sessions of the process into the one term of the job. */
    private final class Terms implements LeaderRetrievalListener {

        private final LeaderContender contender;

        /**
         * Set with the first grant. A job never gets a second term, see {@link DerivedJobLeader}.
         */
        private boolean over;

        private Terms(LeaderContender contender) {
            this.contender = contender;
        }

        @Override
        public void notifyLeaderAddress(@Nullable String ignored, @Nullable UUID session) {
            if (granted.getAndSet(null) != null) {
                jobLeadership.announce(LeaderInformation.empty());
                contender.revokeLeadership();
            }
            if (session != null && !over) {
                over = true;
                lead(session);
                contender.grantLeadership(session);
            }
        }

        @Override
        public void handleError(Exception error) {
            contender.handleError(error);
        }
    }
}
