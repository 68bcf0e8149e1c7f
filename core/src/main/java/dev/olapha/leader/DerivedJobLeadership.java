package dev.olapha.leader;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.util.function.Consumer;

/** Nothing is published, read or watched for a job; see {@link DerivedJobLeader}. */
final class DerivedJobLeadership implements JobLeadership {

    private final ProcessLeadership processLeadership;
    private final LeaderWatches watches;
    private final Consumer<JobID> onJobLost;

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
        return new DerivedJobElection(processLeadership.broadcast());
    }

    @Override
    public LeaderRetrievalService retriever(JobID jobId) {
        return new BroadcastRetriever(
                processLeadership.broadcast(),
                listener -> DerivedJobLeader.inThisProcess("job " + jobId, listener));
    }

    @Override
    public LeaderRetrievalService retriever(JobID jobId, String jobAddress) {
        return watches.retriever(
                ComponentIds.RESOURCE_MANAGER,
                listener ->
                        DerivedJobLeader.atAddress(
                                jobAddress,
                                new LossNotice(listener, () -> onJobLost.accept(jobId))));
    }
}
