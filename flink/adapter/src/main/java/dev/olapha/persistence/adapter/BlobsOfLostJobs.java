package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.blob.BlobStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.Executor;

/**
 * The files that came with jobs which were in flight when their leader lost its office. Flink
 * deletes its local copies and leaves those in the shared storage to whoever recovers the job;
 * without recovery that is nobody.
 */
public final class BlobsOfLostJobs {

    private static final Logger LOG = LoggerFactory.getLogger(BlobsOfLostJobs.class);

    private final BlobStore blobs;

    public BlobsOfLostJobs(BlobStore blobs) {
        this.blobs = blobs;
    }

    /**
     * Returns at once. The term's end waits for what Flink cleans up, and would wait for a storage
     * that does not answer, so an error is logged and not told to Flink.
     */
    void delete(JobID jobId, Executor executor) {
        executor.execute(
                () -> {
                    if (!blobs.deleteAll(jobId)) {
                        LOG.warn(
                                "The files of job {}, which has lost its leader, could not be deleted; they "
                                        + "stay below 'high-availability.storageDir' until the cluster is shut down.",
                                jobId);
                    }
                });
    }
}
