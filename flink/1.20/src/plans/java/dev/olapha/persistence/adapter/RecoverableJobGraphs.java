package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobResourceRequirements;
import org.apache.flink.runtime.jobmanager.JobGraphStore;

import javax.annotation.Nullable;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Job graphs without those of jobs whose uploaded files are lost. */
public final class RecoverableJobGraphs implements JobGraphStore {

    private final JobGraphStore store;
    private final LostFiles lostFiles;

    public RecoverableJobGraphs(JobGraphStore store, DurableJobData jobData) {
        this.store = store;
        this.lostFiles = new LostFiles(jobData.uploadedFiles());
    }

    @Nullable
    @Override
    public JobGraph recoverJobGraph(JobID jobId) throws Exception {
        final JobGraph graph = store.recoverJobGraph(jobId);
        if (graph == null
                || !lostFiles.isLost(
                        jobId,
                        graph.getName(),
                        graph.getUserJarBlobKeys(),
                        graph.getUserArtifacts())) {
            return graph;
        }
        // Another JobManager may look for the files, or clean up.
        store.localCleanupAsync(jobId, Runnable::run).get();
        return null;
    }

    @Override
    public void start(JobGraphListener listener) throws Exception {
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
    public void putJobGraph(JobGraph graph) throws Exception {
        store.putJobGraph(graph);
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
