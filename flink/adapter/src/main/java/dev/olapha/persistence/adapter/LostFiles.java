package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.cache.DistributedCache.DistributedCacheEntry;
import org.apache.flink.runtime.blob.PermanentBlobKey;

import java.util.Collection;
import java.util.Map;

/**
 * Tells which jobs cannot come back in a cluster that recovers jobs but does not keep blobs: those
 * that came with a jar or another file. Flink's Dispatcher would end the whole process for such a
 * job, in every JobManager that takes the lead next.
 */
final class LostFiles {

    private final DurableJobData jobData;

    LostFiles(DurableJobData jobData) {
        this.jobData = jobData;
    }

    /**
     * Whether a job is lost. Then everything that is kept about it has been deleted but its plan
     * and its checkpoints.
     *
     * @param jars what was uploaded with the job for its class path
     * @param artifacts other files of the job
     */
    boolean giveUpIfLost(
            JobID jobId,
            String name,
            Collection<PermanentBlobKey> jars,
            Map<String, DistributedCacheEntry> artifacts)
            throws Exception {
        final boolean lost =
                !jars.isEmpty()
                        || artifacts.values().stream()
                                .anyMatch(artifact -> artifact.blobKey != null);
        if (lost) {
            jobData.giveUp(jobId, name);
        }
        return lost;
    }
}
