package dev.olapha.persistence.adapter;

import dev.olapha.config.HaSettings.BlobStorage;
import dev.olapha.lifecycle.Closer;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.checkpoint.ZooKeeperCheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Job data exactly where stock Flink's ZooKeeper HA keeps it, in the same form, by Flink's own
 * stores: pointers in ZooKeeper, what they point to in the storage directory. A cluster can
 * therefore move between stock and this product.
 */
public final class DurableJobData implements JobData {

    private static final Logger LOG = LoggerFactory.getLogger(DurableJobData.class);

    private final CuratorFramework client;
    private final Configuration configuration;
    private final Executor executor;
    private final BlobStorage blobStorage;
    private final DurableLayout layout;
    private final JobResultStore jobResultStore;
    private final StateFiles stateFiles;

    /**
     * @param client its paths lie below the cluster's node; stays open
     * @param executor runs deletions of checkpoints and writes of results
     * @param blobStorage whether files that were uploaded with a job survive the JobManager
     * @throws IllegalConfigurationException if the result store cannot use its directory
     */
    public DurableJobData(
            CuratorFramework client,
            Configuration configuration,
            Executor executor,
            BlobStorage blobStorage,
            DurableLayout layout) {
        this.client = client;
        this.configuration = configuration;
        this.executor = executor;
        this.blobStorage = blobStorage;
        this.layout = layout;
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

    public CuratorFramework client() {
        return client;
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
        return new ZooKeeperCheckpointRecoveryFactory(
                ZooKeeperUtils.useNamespaceAndEnsurePath(client, ZooKeeperUtils.getJobsPath()),
                configuration,
                executor);
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
        delete(ZKPaths.makePath(ZooKeeperUtils.getJobsPath(), jobId.toString()));
        delete(ZooKeeperUtils.getLeaderPathForJob(jobId));
    }

    @Override
    public CompletableFuture<Void> cleanUpJob(JobID jobId, Executor cleanUpExecutor) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        delete(ZooKeeperUtils.getLeaderPathForJob(jobId));
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                cleanUpExecutor);
    }

    @Override
    public void cleanUp() throws Exception {
        try (Closer steps = new Closer()) {
            steps.register(() -> delete(ZooKeeperUtils.getJobsPath()));
            layout.pointerNodes().forEach(node -> steps.register(() -> delete(node)));
        }
        stateFiles.delete();
    }

    private void delete(String path) throws Exception {
        client.delete().quietly().deletingChildrenIfNeeded().forPath(path);
    }
}
