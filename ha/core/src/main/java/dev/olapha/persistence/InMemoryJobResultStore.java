package dev.olapha.persistence;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.highavailability.JobResultEntry;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmaster.JobResult;

import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/**
 * Job results of one term, in memory. Of a cleaned-up job only its id is remembered, also by the
 * stores of later terms, so that the id is refused when it is submitted again. All futures are
 * completed when they are returned; thread-safe.
 */
public final class InMemoryJobResultStore implements JobResultStore {

    private final ResultLedger<JobID, JobResult, Boolean> ledger;

    /**
     * @param remembered how many cleaned-up jobs are remembered
     */
    public InMemoryJobResultStore(int remembered) {
        this.ledger =
                new ResultLedger<>(
                        remembered,
                        id -> new JobID(id.getLowerPart(), id.getUpperPart()),
                        result -> Boolean.TRUE);
    }

    private InMemoryJobResultStore(ResultLedger<JobID, JobResult, Boolean> ledger) {
        this.ledger = ledger;
    }

    /** Ends this store's term. */
    public InMemoryJobResultStore ofNextTerm() {
        return new InMemoryJobResultStore(ledger.nextTerm());
    }

    @Override
    public CompletableFuture<Void> createDirtyResultAsync(JobResultEntry entry) {
        return Immediately.run(() -> ledger.addDirty(entry.getJobId(), entry.getJobResult()));
    }

    @Override
    public CompletableFuture<Void> markResultAsCleanAsync(JobID jobId) {
        return Immediately.run(() -> ledger.markClean(jobId));
    }

    @Override
    public CompletableFuture<Boolean> hasDirtyJobResultEntryAsync(JobID jobId) {
        return Immediately.call(() -> ledger.isDirty(jobId));
    }

    @Override
    public CompletableFuture<Boolean> hasCleanJobResultEntryAsync(JobID jobId) {
        return Immediately.call(() -> ledger.isClean(jobId));
    }

    @Override
    public Set<JobResult> getDirtyResults() {
        return new HashSet<>(ledger.dirtyResults());
    }
}
