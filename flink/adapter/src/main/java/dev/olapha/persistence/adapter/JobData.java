package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.JobResultStore;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** What survives a job, as far as Flink's release lines agree on it. Blobs are another matter. */
public interface JobData {

    CheckpointRecoveryFactory checkpointRecoveryFactory() throws Exception;

    /** The store of the present term of leadership; kept in memory, every term has its own. */
    JobResultStore jobResultStore();

    /**
     * Deletes what is kept about one finished job outside the stores.
     *
     * @param executor runs whatever needs a request
     */
    CompletableFuture<Void> cleanUpJob(JobID jobId, Executor executor);

    /**
     * Deletes everything that is kept about jobs.
     *
     * @throws Exception if something may have been left; then nothing has been deleted that a
     *     remaining pointer points to
     */
    void cleanUp() throws Exception;
}
