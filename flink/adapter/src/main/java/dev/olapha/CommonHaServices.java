package dev.olapha;

import dev.olapha.leader.ComponentIds;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Flink's view of the composed services, as far as Flink's release lines agree on it: every method
 * delegates. The {@code OlapHaServices} of a line adds the stores that only its line has.
 */
interface CommonHaServices extends HighAvailabilityServices {

    /** What the methods delegate to. */
    SharedServices shared();

    @Override
    default LeaderRetrievalService getResourceManagerLeaderRetriever() {
        return shared().process().leaders().retriever(ComponentIds.RESOURCE_MANAGER);
    }

    @Override
    default LeaderRetrievalService getDispatcherLeaderRetriever() {
        return shared().process().leaders().retriever(ComponentIds.DISPATCHER);
    }

    @Override
    default LeaderRetrievalService getClusterRestEndpointLeaderRetriever() {
        return shared().process().leaders().retriever(ComponentIds.REST_SERVER);
    }

    // Deprecated in Flink's interface, yet called by its ResourceManager.
    @SuppressWarnings("deprecation")
    @Override
    default LeaderRetrievalService getJobManagerLeaderRetriever(JobID jobId) {
        return shared().process().leaders().jobRetriever(jobId);
    }

    @Override
    default LeaderRetrievalService getJobManagerLeaderRetriever(JobID jobId, String address) {
        return shared().process().leaders().jobRetriever(jobId, address);
    }

    @Override
    default LeaderElection getResourceManagerLeaderElection() {
        return shared().process().election(ComponentIds.RESOURCE_MANAGER);
    }

    @Override
    default LeaderElection getDispatcherLeaderElection() {
        return shared().process().election(ComponentIds.DISPATCHER);
    }

    @Override
    default LeaderElection getClusterRestEndpointLeaderElection() {
        return shared().process().election(ComponentIds.REST_SERVER);
    }

    @Override
    default LeaderElection getJobManagerLeaderElection(JobID jobId) {
        return shared().process().leaders().jobElection(jobId);
    }

    @Override
    default CheckpointRecoveryFactory getCheckpointRecoveryFactory() throws Exception {
        return shared().jobData().checkpointRecoveryFactory();
    }

    @Override
    default JobResultStore getJobResultStore() {
        return shared().jobData().jobResultStore();
    }

    @Override
    default BlobStore createBlobStore() {
        return shared().process().blobs();
    }

    @Override
    default CompletableFuture<Void> globalCleanupAsync(JobID jobId, Executor executor) {
        return shared().jobData().cleanUpJob(jobId, executor);
    }

    @Override
    default void cleanupAllData() throws Exception {
        shared().process().cleanUpWith(shared().jobData());
    }

    @Override
    default void close() throws Exception {
        shared().process().close();
    }
}
