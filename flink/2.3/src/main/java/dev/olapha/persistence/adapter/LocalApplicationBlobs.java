package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.runtime.blob.BlobKey;

import java.io.File;
import java.io.IOException;

/** Those of applications, too. */
public final class LocalApplicationBlobs extends LocalBlobs {

    private final UploadedFiles files;

    public LocalApplicationBlobs(UploadedFiles files) throws IOException {
        super(files);
        this.files = files;
    }

    @Override
    public boolean put(File localFile, ApplicationID applicationId, BlobKey blobKey) {
        files.keep(BlobOwner.APPLICATION, applicationId);
        return false;
    }

    @Override
    public boolean get(ApplicationID applicationId, BlobKey blobKey, File localFile)
            throws IOException {
        return isFound(applicationId) && super.get(applicationId, blobKey, localFile);
    }

    @Override
    public boolean delete(ApplicationID applicationId, BlobKey blobKey) {
        return !isFound(applicationId) || super.delete(applicationId, blobKey);
    }

    @Override
    public boolean deleteAll(ApplicationID applicationId) {
        final boolean deleted = !isFound(applicationId) || super.deleteAll(applicationId);
        if (deleted) {
            files.forget(BlobOwner.APPLICATION, applicationId);
        }
        return deleted;
    }

    private boolean isFound(ApplicationID applicationId) {
        return files.isFound(BlobOwner.APPLICATION, applicationId);
    }
}
