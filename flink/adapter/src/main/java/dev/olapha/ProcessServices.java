package dev.olapha;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderServices;
import dev.olapha.lifecycle.Closer;
import dev.olapha.persistence.adapter.JobData;
import dev.olapha.persistence.adapter.StorageDirectory;

import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.blob.BlobStoreService;
import org.apache.flink.runtime.leaderelection.LeaderElection;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All services of a process but the job data, for the {@code OlapHaServices} of a Flink line. */
public final class ProcessServices {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessServices.class);

    private final LeaderServices leaders;
    private final BlobStoreService blobs;
    private final StorageDirectory storage;
    private final Closer closer;

    /**
     * @param closer closes everything else that is given here, and the connection below it
     */
    ProcessServices(
            LeaderServices leaders,
            BlobStoreService blobs,
            StorageDirectory storage,
            Closer closer) {
        this.leaders = leaders;
        this.blobs = blobs;
        this.storage = storage;
        this.closer = closer;
    }

    public LeaderServices leaders() {
        return leaders;
    }

    public BlobStore blobs() {
        return blobs;
    }

    /**
     * Only a JobManager stands for election, and only a JobManager writes to the storage directory:
     * this is where a directory that cannot be written must end its start.
     *
     * @param componentId one of {@link ComponentIds}
     */
    public LeaderElection election(String componentId) {
        try {
            storage.verifyWritable();
        } catch (IllegalConfigurationException e) {
            LOG.error(e.getMessage());
            throw e;
        }
        return leaders.election(componentId);
    }

    /** Deletes everything that the process's cluster has left, in ZooKeeper and in files. */
    public void cleanUpWith(JobData jobData) throws Exception {
        try (Closer steps = new Closer()) {
            // Run in reverse: job data with its blobs, then leadership. A successor that is elected
            // in between must not find pointers to what is being deleted.
            steps.register(leaders::cleanUp);
            steps.register(() -> cleanUpJobs(jobData));
        }
    }

    /** Pointers go first; if they cannot be deleted, what they point to stays. */
    private void cleanUpJobs(JobData jobData) throws Exception {
        jobData.cleanUp();
        blobs.cleanupAllData();
        storage.deleteIfEmpty();
    }

    public void close() throws Exception {
        closer.close();
    }
}
