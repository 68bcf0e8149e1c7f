package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.JobGraph;
import org.apache.flink.runtime.jobgraph.JobResourceRequirements;
import org.apache.flink.runtime.jobmanager.JobGraphStore;

import javax.annotation.Nullable;

import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** Job graphs of a cluster in which uploaded files do not survive a JobManager. */
public final class RecoverableJobGraphs implements JobGraphStore {

    private final JobGraphStore store;
    private final LostFiles lostFiles;

    private RecoverableJobGraphs(JobGraphStore store, LostFiles lostFiles) {
        this.store = store;
        this.lostFiles = lostFiles;
    }

    /** The store itself, or filtered if uploaded files do not survive a JobManager. */
    public static JobGraphStore of(JobGraphStore store, DurableJobData jobData) {
        return jobData.keepsUploadedFiles()
                ? store
                : new RecoverableJobGraphs(store, new LostFiles(jobData));
    }

    @Nullable
    @Override
    public JobGraph recoverJobGraph(JobID jobId) throws Exception {
        final JobGraph graph = store.recoverJobGraph(jobId);
        if (graph == null
                || !lostFiles.giveUpIfLost(
                        jobId,
                        graph.getName(),
                        graph.getUserJarBlobKeys(),
                        graph.getUserArtifacts())) {
            return graph;
        }
        store.globalCleanupAsync(jobId, Runnable::run).get();
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
