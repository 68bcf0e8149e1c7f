package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.runtime.blob.BlobKey;

import java.io.File;
import java.io.IOException;

/** Those of applications, too. */
public final class SharedApplicationBlobs extends SharedBlobs {

    private final UploadedFiles files;

    public SharedApplicationBlobs(UploadedFiles files) throws IOException {
        super(files);
        this.files = files;
    }

    @Override
    public boolean put(File localFile, ApplicationID applicationId, BlobKey blobKey)
            throws IOException {
        files.write(BlobOwner.APPLICATION, applicationId);
        return super.put(localFile, applicationId, blobKey);
    }

    @Override
    public boolean deleteAll(ApplicationID applicationId) {
        final boolean deleted = super.deleteAll(applicationId);
        if (deleted) {
            files.forget(BlobOwner.APPLICATION, applicationId);
        }
        return deleted;
    }
}
