package dev.olapha.persistence.adapter;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmaster.JobResult;

import java.io.IOException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** A store of Flink's that can be ended without touching the results of others. */
final class OwnJobResults implements JobResultStore {

    private final JobResultStore store;
    private final OwnResults<JobID> own = new OwnResults<>();

    OwnJobResults(JobResultStore store) {
        this.store = store;
    }

    /** Makes the dirty results of this process clean. */
    void end() throws Exception {
        own.end(store::hasDirtyJobResultEntryAsync, store::markResultAsCleanAsync);
    }

    @Override
    public CompletableFuture<Void> createDirtyResultAsync(JobResultEntry entry) {
        return own.creating(entry.getJobId(), () -> store.createDirtyResultAsync(entry));
    }

    @Override
    public CompletableFuture<Void> markResultAsCleanAsync(JobID jobId) {
        return own.cleaning(jobId, () -> store.markResultAsCleanAsync(jobId));
    }

    @Override
    public CompletableFuture<Boolean> hasDirtyJobResultEntryAsync(JobID jobId) {
        return store.hasDirtyJobResultEntryAsync(jobId);
    }

    @Override
    public CompletableFuture<Boolean> hasCleanJobResultEntryAsync(JobID jobId) {
        return store.hasCleanJobResultEntryAsync(jobId);
    }

    @Override
    public Set<JobResult> getDirtyResults() throws IOException {
        return store.getDirtyResults();
    }
}
