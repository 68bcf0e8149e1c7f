package dev.olapha;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderServices;
import dev.olapha.lifecycle.Closer;
import dev.olapha.persistence.adapter.PersistenceServices;
import dev.olapha.persistence.adapter.StorageDirectory;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.blob.BlobStoreService;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.ApplicationResultStore;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Flink's view of the composed services: every method delegates. */
final class OlapHaServices implements HighAvailabilityServices {

    private static final Logger LOG = LoggerFactory.getLogger(OlapHaServices.class);

    private final LeaderServices leaders;
    private final PersistenceServices persistence;
    private final BlobStoreService blobs;
    private final StorageDirectory storage;
    private final Closer closer;

    /**
     * @param closer closes everything else that is given here, and the connection below it
     */
    OlapHaServices(
            LeaderServices leaders,
            PersistenceServices persistence,
            BlobStoreService blobs,
            StorageDirectory storage,
            Closer closer) {
        this.leaders = leaders;
        this.persistence = persistence;
        this.blobs = blobs;
        this.storage = storage;
        this.closer = closer;
    }

    @Override
    public LeaderRetrievalService getResourceManagerLeaderRetriever() {
        return leaders.retriever(ComponentIds.RESOURCE_MANAGER);
    }

    @Override
    public LeaderRetrievalService getDispatcherLeaderRetriever() {
        return leaders.retriever(ComponentIds.DISPATCHER);
    }

    @Override
    public LeaderRetrievalService getClusterRestEndpointLeaderRetriever() {
        return leaders.retriever(ComponentIds.REST_SERVER);
    }

    // Deprecated in Flink's interface, yet called by its ResourceManager.
    @SuppressWarnings("deprecation")
    @Override
    public LeaderRetrievalService getJobManagerLeaderRetriever(JobID jobId) {
        return leaders.jobRetriever(jobId);
    }

    @Override
    public LeaderRetrievalService getJobManagerLeaderRetriever(
            JobID jobId, String defaultJobManagerAddress) {
        return leaders.jobRetriever(jobId, defaultJobManagerAddress);
    }

    @Override
    public LeaderElection getResourceManagerLeaderElection() {
        return election(ComponentIds.RESOURCE_MANAGER);
    }

    @Override
    public LeaderElection getDispatcherLeaderElection() {
        return election(ComponentIds.DISPATCHER);
    }

    @Override
    public LeaderElection getClusterRestEndpointLeaderElection() {
        return election(ComponentIds.REST_SERVER);
    }

    /**
     * Only a JobManager stands for election, and only a JobManager writes to the storage directory:
     * this is where a directory that cannot be written must end its start.
     */
    private LeaderElection election(String componentId) {
        try {
            storage.verifyWritable();
        } catch (IllegalConfigurationException e) {
            LOG.error(e.getMessage());
            throw e;
        }
        return leaders.election(componentId);
    }

    @Override
    public LeaderElection getJobManagerLeaderElection(JobID jobId) {
        return leaders.jobElection(jobId);
    }

    @Override
    public CheckpointRecoveryFactory getCheckpointRecoveryFactory() throws Exception {
        return persistence.checkpointRecoveryFactory();
    }

    @Override
    public ExecutionPlanStore getExecutionPlanStore() throws Exception {
        return persistence.executionPlanStore();
    }

    @Override
    public JobResultStore getJobResultStore() {
        return persistence.jobResultStore();
    }

    @Override
    public ApplicationStore getApplicationStore() throws Exception {
        return persistence.applicationStore();
    }

    @Override
    public ApplicationResultStore getApplicationResultStore() {
        return persistence.applicationResultStore();
    }

    @Override
    public BlobStore createBlobStore() {
        return blobs;
    }

    @Override
    public CompletableFuture<Void> globalCleanupAsync(JobID jobId, Executor executor) {
        return persistence.cleanUpJob(jobId, executor);
    }

    @Override
    public void cleanupAllData() throws Exception {
        try (Closer steps = new Closer()) {
            // Run in reverse: job data with its blobs, then leadership. A successor that is elected
            // in
            // between must not find pointers to what is being deleted.
            steps.register(leaders::cleanUp);
            steps.register(this::cleanUpJobData);
        }
    }

    /** Pointers go first; if they cannot be deleted, what they point to stays. */
    private void cleanUpJobData() throws Exception {
        persistence.cleanUp();
        blobs.cleanupAllData();
        storage.deleteIfEmpty();
    }

    @Override
    public void close() throws Exception {
        closer.close();
    }
}
