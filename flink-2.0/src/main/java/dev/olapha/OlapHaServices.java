package dev.olapha;

import dev.olapha.leader.ComponentIds;
import dev.olapha.persistence.adapter.JobData;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.blob.BlobStore;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.runtime.leaderelection.LeaderElection;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;
import org.apache.flink.util.function.SupplierWithException;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Flink's view of the composed services: every method delegates. */
final class OlapHaServices implements HighAvailabilityServices {

    private final ProcessServices process;
    private final JobData jobData;
    private final SupplierWithException<ExecutionPlanStore, Exception> plans;

    OlapHaServices(
            ProcessServices process,
            JobData jobData,
            SupplierWithException<ExecutionPlanStore, Exception> plans) {
        this.process = process;
        this.jobData = jobData;
        this.plans = plans;
    }

    @Override
    public LeaderRetrievalService getResourceManagerLeaderRetriever() {
        return process.leaders().retriever(ComponentIds.RESOURCE_MANAGER);
    }

    @Override
    public LeaderRetrievalService getDispatcherLeaderRetriever() {
        return process.leaders().retriever(ComponentIds.DISPATCHER);
    }

    @Override
    public LeaderRetrievalService getClusterRestEndpointLeaderRetriever() {
        return process.leaders().retriever(ComponentIds.REST_SERVER);
    }

    // Deprecated in Flink's interface, yet called by its ResourceManager.
    @SuppressWarnings("deprecation")
    @Override
    public LeaderRetrievalService getJobManagerLeaderRetriever(JobID jobId) {
        return process.leaders().jobRetriever(jobId);
    }

    @Override
    public LeaderRetrievalService getJobManagerLeaderRetriever(JobID jobId, String address) {
        return process.leaders().jobRetriever(jobId, address);
    }

    @Override
    public LeaderElection getResourceManagerLeaderElection() {
        return process.election(ComponentIds.RESOURCE_MANAGER);
    }

    @Override
    public LeaderElection getDispatcherLeaderElection() {
        return process.election(ComponentIds.DISPATCHER);
    }

    @Override
    public LeaderElection getClusterRestEndpointLeaderElection() {
        return process.election(ComponentIds.REST_SERVER);
    }

    @Override
    public LeaderElection getJobManagerLeaderElection(JobID jobId) {
        return process.leaders().jobElection(jobId);
    }

    @Override
    public CheckpointRecoveryFactory getCheckpointRecoveryFactory() throws Exception {
        return jobData.checkpointRecoveryFactory();
    }

    @Override
    public ExecutionPlanStore getExecutionPlanStore() throws Exception {
        return plans.get();
    }

    @Override
    public JobResultStore getJobResultStore() {
        return jobData.jobResultStore();
    }

    @Override
    public BlobStore createBlobStore() {
        return process.blobs();
    }

    @Override
    public CompletableFuture<Void> globalCleanupAsync(JobID jobId, Executor executor) {
        return jobData.cleanUpJob(jobId, executor);
    }

    @Override
    public void cleanupAllData() throws Exception {
        process.cleanUpWith(jobData);
    }

    @Override
    public void close() throws Exception {
        process.close();
    }
}
