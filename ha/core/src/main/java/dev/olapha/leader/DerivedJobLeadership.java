package dev.olapha.leader;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Nothing is published, read or watched for a job; see {@link DerivedJobLeader}. */
final class DerivedJobLeadership implements JobLeadership {

    private final ProcessLeadership processLeadership;
    private final LeaderWatches watches;
    private final Consumer<JobID> onJobLost;

    /** Of the jobs whose elections run in this process. */
    private final Map<JobID, LeaderBroadcast> leaders = new ConcurrentHashMap<>();

    /**
     * @param onJobLost told of each job that another process's leader has lost, after whoever
     *     watches the job
     */
    DerivedJobLeadership(
            ProcessLeadership processLeadership, LeaderWatches watches, Consumer<JobID> onJobLost) {
        this.processLeadership = processLeadership;
        this.watches = watches;
        this.onJobLost = onJobLost;
    }

    @Override
    public LeaderElection election(JobID jobId) {
        final LeaderBroadcast leader = new LeaderBroadcast();
        // Not before it starts: a job whose runner cannot be made never closes its election.
        return new DerivedJobElection(
                processLeadership.broadcast(),
                leader,
                () -> leaders.put(jobId, leader),
                () -> leaders.remove(jobId, leader));
    }

    /**
     * Follows the job's election in this process; a job that has none here has no leader. So the
     * ResourceManager that asks hears when a job has ended, also of one that did not sign off:
     * Flink frees what such a job required when it has had no leader for {@code
     * resourcemanager.job.timeout}.
     */
    @Override
    public LeaderRetrievalService retriever(JobID jobId) {
        return new BroadcastRetriever(
                leaders.getOrDefault(jobId, new LeaderBroadcast()), UnaryOperator.identity());
    }

    @Override
    public LeaderRetrievalService retriever(JobID jobId, String jobAddress) {
        return watches.retriever(
                ComponentIds.RESOURCE_MANAGER,
                listener ->
                        new DerivedJobLeader(
                                jobAddress,
                                new LossNotice(listener, () -> onJobLost.accept(jobId))));
    }
}
