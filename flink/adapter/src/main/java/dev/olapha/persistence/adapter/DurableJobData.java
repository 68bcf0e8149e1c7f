package dev.olapha.persistence.adapter;

import dev.olapha.config.HaSettings.BlobStorage;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.JobResultStore;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Job data exactly where stock Flink's HA keeps it, in the same form, by Flink's own stores:
 * pointers in ZooKeeper or Kubernetes, what they point to in the storage directory. A cluster can
 * therefore move between stock and this product.
 */
public final class DurableJobData implements JobData {

    private static final Logger LOG = LoggerFactory.getLogger(DurableJobData.class);

    private final JobPointers pointers;
    private final Configuration configuration;
    private final Executor executor;
    private final BlobStorage blobStorage;
    private final JobResultStore jobResultStore;
    private final StateFiles stateFiles;

    /**
     * @param pointers where the pointers lie
     * @param executor runs deletions of checkpoints and writes of results
     * @param blobStorage whether files that were uploaded with a job survive the JobManager
     * @throws IllegalConfigurationException if the result store cannot use its directory
     */
    public DurableJobData(
            JobPointers pointers,
            Configuration configuration,
            Executor executor,
            BlobStorage blobStorage,
            DurableLayout layout) {
        this.pointers = pointers;
        this.configuration = configuration;
        this.executor = executor;
        this.blobStorage = blobStorage;
        this.jobResultStore =
                usable(() -> FileSystemJobResultStore.fromConfiguration(configuration, executor));
        this.stateFiles = StateFiles.of(configuration, layout);
    }

    /** Creates a store of Flink's that keeps files. */
    @FunctionalInterface
    public interface StoreCreation<T> {

        T create() throws IOException;
    }

    /**
     * @throws IllegalConfigurationException one sentence, if the store cannot use its directory
     */
    public <T> T usable(StoreCreation<T> creation) {
        try {
            return creation.create();
        } catch (IOException e) {
            throw new IllegalConfigurationException(
                    String.format(
                            "A result store cannot use its directory below '%s: %s' (%s): allowed is a "
                                    + "directory that this process may write to.",
                            HighAvailabilityOptions.HA_STORAGE_PATH.key(),
                            configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH),
                            e.getMessage()),
                    e);
        }
    }

    public Configuration configuration() {
        return configuration;
    }

    public Executor executor() {
        return executor;
    }

    /** Whether a job that came with files can come back in another JobManager. */
    public boolean keepsUploadedFiles() {
        return blobStorage == BlobStorage.SHARED;
    }

    @Override
    public CheckpointRecoveryFactory checkpointRecoveryFactory() throws Exception {
        return pointers.checkpointRecoveryFactory();
    }

    @Override
    public JobResultStore jobResultStore() {
        return jobResultStore;
    }

    /**
     * Gives up a job whose uploaded files are lost: deletes the pointers to its checkpoints and its
     * leader record. The checkpoints stay, so that the job can be resumed by hand.
     */
    public void giveUp(JobID jobId, String name) throws Exception {
        LOG.warn(
                "Job {} ({}) is lost: a file that was uploaded with it was lost with the JobManager that "
                        + "received it, because 'high-availability.blob-store.enabled' is false.",
                jobId,
                name);
        pointers.deleteAllButPlan(jobId);
    }

    @Override
    public CompletableFuture<Void> cleanUpJob(JobID jobId, Executor cleanUpExecutor) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        pointers.deleteLeftovers(jobId);
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                cleanUpExecutor);
    }

    @Override
    public void cleanUp() throws Exception {
        pointers.deleteAll();
        stateFiles.delete();
    }
}
