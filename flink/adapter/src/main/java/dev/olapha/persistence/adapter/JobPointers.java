package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;

/**
 * Where the pointers to durable job data lie: in the service that also elects the leader, as in
 * stock Flink. Every method sends requests and waits for them.
 */
interface JobPointers {

    CheckpointRecoveryFactory checkpointRecoveryFactory() throws Exception;

    /** Deletes what Flink's own stores leave of a job that has been cleaned up. */
    void deleteLeftovers(JobID jobId) throws Exception;

    /** Deletes everything about a job but the pointer to its plan. */
    void deleteAllButPlan(JobID jobId) throws Exception;

    /**
     * Deletes everything about all jobs.
     *
     * @throws Exception if something may have been left
     */
    void deleteAll() throws Exception;
}
