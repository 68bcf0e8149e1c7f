package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobResourceRequirements;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.streaming.api.graph.ExecutionPlan;

import javax.annotation.Nullable;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Execution plans without those of jobs whose uploaded files are lost. */
public final class RecoverableExecutionPlans implements ExecutionPlanStore {

    private final ExecutionPlanStore store;
    private final LostFiles lostFiles;

    public RecoverableExecutionPlans(ExecutionPlanStore store, DurableJobData jobData) {
        this.store = store;
        this.lostFiles = new LostFiles(jobData.uploadedFiles());
    }

    @Nullable
    @Override
    public ExecutionPlan recoverExecutionPlan(JobID jobId) throws Exception {
        final ExecutionPlan plan = store.recoverExecutionPlan(jobId);
        if (plan == null
                || !lostFiles.isLost(
                        jobId,
                        plan.getName(),
                        plan.getUserJarBlobKeys(),
                        plan.getUserArtifacts())) {
            return plan;
        }
        // Another JobManager may look for the files, or clean up.
        store.localCleanupAsync(jobId, Runnable::run).get();
        return null;
    }

    @Override
    public void start(ExecutionPlanListener listener) throws Exception {
        store.start(listener);
    }

    @Override
    public void stop() throws Exception {
        store.stop();
    }

    @Override
    public Collection<JobID> getJobIds() throws Exception {
        return store.getJobIds();
    }

    @Override
    public void putExecutionPlan(ExecutionPlan plan) throws Exception {
        store.putExecutionPlan(plan);
    }

    @Override
    public void putJobResourceRequirements(JobID jobId, JobResourceRequirements requirements)
            throws Exception {
        store.putJobResourceRequirements(jobId, requirements);
    }

    @Override
    public CompletableFuture<Void> globalCleanupAsync(JobID jobId, Executor executor) {
        return store.globalCleanupAsync(jobId, executor);
    }

    @Override
    public CompletableFuture<Void> localCleanupAsync(JobID jobId, Executor executor) {
        return store.localCleanupAsync(jobId, executor);
    }
}
