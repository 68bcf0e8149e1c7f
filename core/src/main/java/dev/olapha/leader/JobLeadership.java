package dev.olapha.leader;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

/** How the leaders of jobs become known. */
interface JobLeadership {

    /** The driver as the election service shall see it. */
    LeaderElectionDriver publishingWith(LeaderElectionDriver driver);

    /** For the ResourceManager, which knows no address of the job. */
    LeaderRetrievalService retriever(JobID jobId);

    /** For a TaskManager, which got the address with the slot request. */
    LeaderRetrievalService retriever(JobID jobId, String jobAddress);
}
