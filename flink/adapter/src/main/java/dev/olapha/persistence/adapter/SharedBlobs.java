package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.blob.BlobKey;
import org.apache.flink.runtime.blob.FileSystemBlobStore;
import org.apache.flink.util.FlinkRuntimeException;

import java.io.File;
import java.io.IOException;

/**
 * Flink's shared blob store, which at the end deletes what this process has put there, and not all
 * that is there. Extends Flink's class because the methods of its interface differ between lines.
 */
public class SharedBlobs extends FileSystemBlobStore {

    private final UploadedFiles files;

    public SharedBlobs(UploadedFiles files) throws IOException {
        super(files.fileSystem(), files.clusterDirectory());
        this.files = files;
    }

    @Override
    public boolean put(File localFile, JobID jobId, BlobKey blobKey) throws IOException {
        files.write(BlobOwner.JOB, jobId);
        return super.put(localFile, jobId, blobKey);
    }

    @Override
    public boolean deleteAll(JobID jobId) {
        final boolean deleted = super.deleteAll(jobId);
        if (deleted) {
            files.forget(BlobOwner.JOB, jobId);
        }
        return deleted;
    }

    @Override
    public void cleanupAllData() {
        try {
            files.deleteWritten();
        } catch (Exception e) {
            throw new FlinkRuntimeException("Uploaded files cannot be deleted.", e);
        }
    }
}
