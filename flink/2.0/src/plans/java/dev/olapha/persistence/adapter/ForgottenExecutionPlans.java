package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobmanager.StandaloneExecutionPlanStore;
import org.apache.flink.util.concurrent.FutureUtils;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Keeps no plan: a job whose leader has lost its office is lost, and its files go. */
public final class ForgottenExecutionPlans extends StandaloneExecutionPlanStore {

    private final BlobsOfLostJobs blobs;

    public ForgottenExecutionPlans(BlobsOfLostJobs blobs) {
        this.blobs = blobs;
    }

    /** Called for each job that ends without a result of its own. */
    @Override
    public CompletableFuture<Void> localCleanupAsync(JobID jobId, Executor executor) {
        blobs.delete(jobId, executor);
        return FutureUtils.completedVoidFuture();
    }
}
