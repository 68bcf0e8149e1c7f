package dev.olapha.profile.calls;

import org.apache.flink.api.common.JobID;

import java.io.File;

/** Where a process's blob cache keeps a blob; {@code BlobUtils} has the layout. */
final class CachedBlob {

    private final Object owner;
    private final Object key;

    /**
     * @param owner id of the job or application that the blob belongs to; null if to none
     * @param key the blob's
     */
    CachedBlob(Object owner, Object key) {
        this.owner = owner;
        this.key = key;
    }

    /**
     * @param incoming the file that the blob is first written to, in the cache's directory for
     *     unfinished ones
     */
    File beside(File incoming) {
        final File cache = incoming.getAbsoluteFile().getParentFile().getParentFile();
        return new File(new File(cache, directory()), "blob_" + key);
    }

    private String directory() {
        if (owner == null) {
            return "no_job";
        }
        return (owner instanceof JobID ? "job_" : "application_") + owner;
    }
}
