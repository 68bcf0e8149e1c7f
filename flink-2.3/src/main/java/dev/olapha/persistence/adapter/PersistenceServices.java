package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.ApplicationResultStore;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * What survives a job, apart from its blobs. This is the seam between Flink's release lines: the
 * stores differ from line to line, leadership does not.
 */
public interface PersistenceServices {

    CheckpointRecoveryFactory checkpointRecoveryFactory() throws Exception;

    /** A new store; the caller starts and stops it. */
    ExecutionPlanStore executionPlanStore() throws Exception;

    /** Always the same store. */
    JobResultStore jobResultStore();

    /** A new store; the caller starts and stops it. */
    ApplicationStore applicationStore() throws Exception;

    /** Always the same store. */
    ApplicationResultStore applicationResultStore();

    /**
     * Deletes what is kept about one finished job outside the stores.
     *
     * @param executor runs whatever needs a request
     */
    CompletableFuture<Void> cleanUpJob(JobID jobId, Executor executor);

    /**
     * Deletes everything that is kept about jobs, pointers before what they point to.
     *
     * @throws Exception if something may have been left; then nothing has been deleted that a
     *     remaining pointer points to
     */
    void cleanUp() throws Exception;
}
