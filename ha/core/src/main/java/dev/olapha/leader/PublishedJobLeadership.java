package dev.olapha.leader;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.DefaultLeaderElectionService;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

/**
 * Every job has a leader record, as in stock Flink. Needed when jobs are recovered: a recovered job
 * keeps its id and moves to another address, and TaskManagers must follow it.
 */
final class PublishedJobLeadership implements JobLeadership {

    private final DefaultLeaderElectionService elections;
    private final LeaderWatches watches;

    PublishedJobLeadership(DefaultLeaderElectionService elections, LeaderWatches watches) {
        this.elections = elections;
        this.watches = watches;
    }

    @Override
    public LeaderElection election(JobID jobId) {
        return elections.createLeaderElection(ComponentIds.job(jobId));
    }

    @Override
    public LeaderRetrievalService retriever(JobID jobId) {
        return watches.passingRetriever(ComponentIds.job(jobId));
    }

    @Override
    public LeaderRetrievalService retriever(JobID jobId, String jobAddress) {
        return retriever(jobId);
    }
}
