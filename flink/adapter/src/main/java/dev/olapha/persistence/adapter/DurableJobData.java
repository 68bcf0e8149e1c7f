package dev.olapha.persistence.adapter;

import dev.olapha.lifecycle.Closer;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.JobResultStore;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Job data exactly where stock Flink's HA keeps it, in the same form, by Flink's own stores:
 * pointers in ZooKeeper or Kubernetes, what they point to in the storage directory. A cluster can
 * therefore move between stock and this product.
 */
public final class DurableJobData implements JobData {

    private final JobPointers pointers;
    private final Configuration configuration;
    private final Executor executor;
    private final UploadedFiles uploadedFiles;
    private final DurableLayout layout;
    private final OwnJobResults jobResultStore;

    /** Ends the stores that only a line has. */
    private final List<AutoCloseable> endOfResults = new ArrayList<>();

    /**
     * @param pointers where the pointers lie
     * @param executor runs deletions of checkpoints and writes of results
     * @param uploadedFiles with jobs and applications
     * @throws IllegalConfigurationException if the result store cannot use its directory
     */
    public DurableJobData(
            JobPointers pointers,
            Configuration configuration,
            Executor executor,
            UploadedFiles uploadedFiles,
            DurableLayout layout) {
        this.pointers = pointers;
        this.configuration = configuration;
        this.executor = executor;
        this.uploadedFiles = uploadedFiles;
        this.jobResultStore =
                new OwnJobResults(
                        usable(
                                () ->
                                        FileSystemJobResultStore.fromConfiguration(
                                                configuration, executor)));
        this.layout = layout;
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

    /**
     * Adds a store of results.
     *
     * @param end deletes what this process has written to it, when the cluster ends
     */
    public void addResults(AutoCloseable end) {
        endOfResults.add(end);
    }

    public Configuration configuration() {
        return configuration;
    }

    public Executor executor() {
        return executor;
    }

    UploadedFiles uploadedFiles() {
        return uploadedFiles;
    }

    @Override
    public CheckpointRecoveryFactory checkpointRecoveryFactory() throws Exception {
        return pointers.checkpointRecoveryFactory();
    }

    @Override
    public JobResultStore jobResultStore() {
        return jobResultStore;
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
        // Another cluster may use the same directory by mistake: its files stay.
        pointers.deleteAll(uploadedFiles);
        try (Closer steps = new Closer()) {
            layout.resultStores().forEach(store -> steps.register(() -> deleteIfEmpty(store)));
            endOfResults.forEach(steps::register);
            steps.register(jobResultStore::end);
        }
    }

    private static void deleteIfEmpty(Path resultStore) throws IOException {
        EmptyDirectory.delete(resultStore);
        EmptyDirectory.delete(resultStore.getParent());
    }
}
