package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobResourceRequirements;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.streaming.api.graph.ExecutionPlan;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Execution plans of a cluster that recovers jobs but does not keep blobs. A job that came with a
 * jar cannot come back there, and Flink's Dispatcher would end the whole process for it, in every
 * JobManager that takes the lead next. Such a job is not recovered; its plan is deleted.
 */
final class LostJarFilter implements ExecutionPlanStore {

    private static final Logger LOG = LoggerFactory.getLogger(LostJarFilter.class);

    private final ExecutionPlanStore store;
    private final JobCleanup cleanup;

    /**
     * @param cleanup deletes what else is kept about a job that is not recovered
     */
    LostJarFilter(ExecutionPlanStore store, JobCleanup cleanup) {
        this.store = store;
        this.cleanup = cleanup;
    }

    /** Deletes what is kept about a job outside the plan store. */
    @FunctionalInterface
    interface JobCleanup {

        void delete(JobID jobId) throws Exception;
    }

    @Nullable
    @Override
    public ExecutionPlan recoverExecutionPlan(JobID jobId) throws Exception {
        final ExecutionPlan plan = store.recoverExecutionPlan(jobId);
        if (plan == null || !hasUploadedFiles(plan)) {
            return plan;
        }
        LOG.warn(
                "Job {} ({}) is lost: a file that was uploaded with it was lost with the JobManager that "
                        + "received it, because 'high-availability.blob-store.enabled' is false.",
                jobId,
                plan.getName());
        cleanup.delete(jobId);
        store.globalCleanupAsync(jobId, Runnable::run).get();
        return null;
    }

    private static boolean hasUploadedFiles(ExecutionPlan plan) {
        return !plan.getUserJarBlobKeys().isEmpty()
                || plan.getUserArtifacts().values().stream()
                        .anyMatch(artifact -> artifact.blobKey != null);
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
