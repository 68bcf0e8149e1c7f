package dev.olapha.persistence.adapter;

import dev.olapha.persistence.InMemoryJobResultStore;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.checkpoint.StandaloneCheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.ApplicationResultStore;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.runtime.jobmanager.StandaloneApplicationStore;
import org.apache.flink.runtime.jobmanager.StandaloneExecutionPlanStore;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * Nothing survives the process. Flink's own stand-ins serve where they keep nothing (plans,
 * applications, checkpoint pointers); the result stores are ours, because Flink's keep every result
 * for ever.
 */
public final class InMemoryPersistence implements PersistenceServices {

    private final JobResultStore jobResultStore;
    private final ApplicationResultStore applicationResultStore;

    /**
     * @param remembered how many finished jobs, and as many applications, are remembered
     */
    public InMemoryPersistence(int remembered) {
        this.jobResultStore = new InMemoryJobResultStore(remembered);
        this.applicationResultStore = new InMemoryApplicationResultStore(remembered);
    }

    @Override
    public CheckpointRecoveryFactory checkpointRecoveryFactory() {
        return new StandaloneCheckpointRecoveryFactory();
    }

    @Override
    public ExecutionPlanStore executionPlanStore() {
        return new StandaloneExecutionPlanStore();
    }

    @Override
    public JobResultStore jobResultStore() {
        return jobResultStore;
    }

    @Override
    public ApplicationStore applicationStore() {
        return new StandaloneApplicationStore();
    }

    @Override
    public ApplicationResultStore applicationResultStore() {
        return applicationResultStore;
    }

    @Override
    public CompletableFuture<Void> cleanUpJob(JobID jobId, Executor executor) {
        return CompletableFuture.completedFuture(null);
    }

    @Override
    public void cleanUp() {}
}
