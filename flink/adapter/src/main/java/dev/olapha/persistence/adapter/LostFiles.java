package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.cache.DistributedCache.DistributedCacheEntry;
import org.apache.flink.runtime.blob.PermanentBlobKey;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;

/**
 * Tells what cannot be recovered because a file that was uploaded with it is neither in this
 * process nor in the shared store. Flink's Dispatcher would end the whole process for it, in every
 * JobManager that takes the lead next; so it is passed over. Nothing that is kept about it is
 * deleted.
 */
final class LostFiles {

    private static final Logger LOG = LoggerFactory.getLogger(LostFiles.class);

    private final UploadedFiles files;

    LostFiles(UploadedFiles files) {
        this.files = files;
    }

    /**
     * Whether a job is lost; then the log says so.
     *
     * @param jars what was uploaded with the job for its class path
     * @param artifacts other files of the job
     */
    boolean isLost(
            JobID jobId,
            String name,
            Collection<PermanentBlobKey> jars,
            Map<String, DistributedCacheEntry> artifacts)
            throws IOException {
        final long uploadedArtifacts =
                artifacts.values().stream().filter(artifact -> artifact.blobKey != null).count();
        return isLost(
                BlobOwner.JOB, jobId, name, jars, jars.size() + Math.toIntExact(uploadedArtifacts));
    }

    /**
     * Whether a job or application is lost; then the log says so.
     *
     * @param keys of files that were uploaded with it
     * @param count of all files that were uploaded with it
     */
    boolean isLost(
            BlobOwner owner, Object id, String name, Collection<PermanentBlobKey> keys, int count)
            throws IOException {
        if (files.has(owner, id, keys, count)) {
            return false;
        }
        LOG.warn(
                "The {} {} ({}) is not recovered: a file that was uploaded with it is lost. It was with the "
                        + "JobManager that received it, whose files are not shared while "
                        + "'high-availability.blob-store.enabled' is false, and it is not in the shared store. "
                        + "Everything else that is kept about it stays.",
                owner.name().toLowerCase(Locale.ROOT),
                id,
                name);
        return true;
    }
}
