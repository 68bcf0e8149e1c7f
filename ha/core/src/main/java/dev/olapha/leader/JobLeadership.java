package dev.olapha.leader;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

/** How jobs get their leaders and how others learn of them. */
interface JobLeadership {

    LeaderElection election(JobID jobId);

    /** For the ResourceManager, which knows no address of the job. */
    LeaderRetrievalService retriever(JobID jobId);

    /** For a TaskManager, which got the address with the slot request. */
    LeaderRetrievalService retriever(JobID jobId, String jobAddress);
}
