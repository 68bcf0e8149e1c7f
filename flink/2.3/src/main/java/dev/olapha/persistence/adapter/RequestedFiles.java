package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.ApplicationID;
import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.blob.PermanentBlobKey;
import org.apache.flink.runtime.blob.PermanentBlobService;

import java.io.File;
import java.io.FileNotFoundException;
import java.util.ArrayList;
import java.util.List;

/** Notes which files are asked for, and has none. */
final class RequestedFiles implements PermanentBlobService {

    private final List<PermanentBlobKey> keys = new ArrayList<>();

    List<PermanentBlobKey> keys() {
        return List.copyOf(keys);
    }

    @Override
    public File getFile(JobID jobId, PermanentBlobKey key) throws FileNotFoundException {
        return note(key);
    }

    @Override
    public File getFile(ApplicationID applicationId, PermanentBlobKey key)
            throws FileNotFoundException {
        return note(key);
    }

    private File note(PermanentBlobKey key) throws FileNotFoundException {
        keys.add(key);
        throw new FileNotFoundException("only asked for: " + key);
    }

    @Override
    public void close() {}
}
