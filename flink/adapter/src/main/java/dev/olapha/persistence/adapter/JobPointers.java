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

    /**
     * Deletes all pointers, the files that they name, and the blobs of the jobs and applications
     * that they belong to; no other file. First all plans and applications are made void, and only
     * if that worked anything else is touched: a plan whose pointers to checkpoints are gone would
     * run its job from the beginning. Interrupted at any moment, the next call does the rest.
     *
     * @throws Exception if something may have been left; every other step has been tried
     */
    void deleteAll(UploadedFiles files) throws Exception;
}
