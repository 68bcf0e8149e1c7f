package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.blob.BlobKey;
import org.apache.flink.runtime.blob.FileSystemBlobStore;

import java.io.File;
import java.io.IOException;

/**
 * The blob store of a cluster that recovers jobs and shares no blobs: nothing is put there. It
 * still gives, and deletes at the end of their job, the files of jobs that were recovered from a
 * time in which blobs were shared. Extends Flink's class because the methods of its interface
 * differ between lines.
 */
public class LocalBlobs extends FileSystemBlobStore {

    private final UploadedFiles files;

    public LocalBlobs(UploadedFiles files) throws IOException {
        super(files.fileSystem(), files.clusterDirectory());
        this.files = files;
    }

    @Override
    public boolean put(File localFile, JobID jobId, BlobKey blobKey) {
        return false;
    }

    @Override
    public boolean get(JobID jobId, BlobKey blobKey, File localFile) throws IOException {
        return files.isFound(BlobOwner.JOB, jobId) && super.get(jobId, blobKey, localFile);
    }

    @Override
    public boolean delete(JobID jobId, BlobKey blobKey) {
        return !files.isFound(BlobOwner.JOB, jobId) || super.delete(jobId, blobKey);
    }

    @Override
    public boolean deleteAll(JobID jobId) {
        final boolean deleted = !files.isFound(BlobOwner.JOB, jobId) || super.deleteAll(jobId);
        if (deleted) {
            files.forget(BlobOwner.JOB, jobId);
        }
        return deleted;
    }

    /** What was shared goes with the pointers of its jobs. */
    @Override
    public void cleanupAllData() {}
}
