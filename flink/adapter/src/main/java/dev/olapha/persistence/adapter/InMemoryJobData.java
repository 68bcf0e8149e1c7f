package dev.olapha.persistence.adapter;

import dev.olapha.persistence.InMemoryJobResultStore;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.checkpoint.StandaloneCheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.JobResultStore;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Nothing survives the process. Flink's own stand-ins serve where they keep nothing; the result
 * store is ours, because Flink's keeps every result for ever.
 */
public final class InMemoryJobData implements JobData {

    private final int remembered;

    /** That of the present term. */
    private volatile InMemoryJobResultStore jobResultStore;

    /**
     * @param remembered how many finished jobs are remembered
     */
    public InMemoryJobData(int remembered) {
        this.remembered = remembered;
        this.jobResultStore = new InMemoryJobResultStore(remembered);
    }

    /** How many finished jobs are remembered. */
    public int remembered() {
        return remembered;
    }

    /**
     * Called by the one thread that grants leadership, before the dispatcher of the new term asks
     * for a store. The dispatcher of the term before may still be ending; it keeps its own store.
     */
    public void beginTerm() {
        jobResultStore = jobResultStore.ofNextTerm();
    }

    @Override
    public CheckpointRecoveryFactory checkpointRecoveryFactory() {
        return new StandaloneCheckpointRecoveryFactory();
    }

    @Override
    public JobResultStore jobResultStore() {
        return jobResultStore;
    }

    @Override
    public CompletableFuture<Void> cleanUpJob(JobID jobId, Executor executor) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void cleanUp() {}
}
