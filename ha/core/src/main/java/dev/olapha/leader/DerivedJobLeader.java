package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import javax.annotation.Nullable;

import java.util.UUID;

/**
 * Tells a listener who leads a job, from nothing but who leads the cluster.
 *
 * <p>It may do so because Flink's {@code DefaultLeaderElectionService} hands every component of one
 * process the same session id: a JobMaster's session is its ResourceManager's. Two rules make it
 * safe:
 *
 * <ul>
 *   <li>the job's leader is known only while the job's address belongs to the process that leads;
 *   <li>the job is bound to the first session in which it had a leader and never follows another:
 *       once the session changes, the job is lost for good. Without recovery nobody takes over a
 *       job, and a JobMaster of the same process in a later session is not the one that deployed
 *       these tasks.
 * </ul>
 *
 * <p>Called by one thread at a time, as {@link LeaderSubscription} guarantees.
 */
final class DerivedJobLeader implements LeaderRetrievalListener {

    private final String jobAddress;
    private final RpcAuthority process;
    private final LeaderRetrievalListener listener;

    /** The session that the job belongs to; null until the job first had a leader. */
    @Nullable private UUID session;

    private LeaderInformation last = LeaderInformation.empty();

    /**
     * @param jobAddress arrived with a request of the job's leader
     */
    DerivedJobLeader(String jobAddress, LeaderRetrievalListener listener) {
        this.jobAddress = jobAddress;
        this.process = RpcAuthority.of(jobAddress);
        this.listener = listener;
    }

    @Override
    public void notifyLeaderAddress(
            @Nullable String clusterAddress, @Nullable UUID clusterSession) {
        final LeaderInformation now = derive(clusterAddress, clusterSession);
        if (!now.equals(last)) {
            last = now;
            listener.notifyLeaderAddress(now.getLeaderAddress(), now.getLeaderSessionID());
        }
    }

    private LeaderInformation derive(
            @Nullable String clusterAddress, @Nullable UUID clusterSession) {
        if (clusterAddress == null
                || clusterSession == null
                || !process.equals(RpcAuthority.of(clusterAddress))) {
            return LeaderInformation.empty();
        }
        if (session == null) {
            session = clusterSession;
        }
        return session.equals(clusterSession)
                ? LeaderInformation.known(clusterSession, jobAddress)
                : LeaderInformation.empty();
    }

    @Override
    public void handleError(Exception error) {
        listener.handleError(error);
    }
}
