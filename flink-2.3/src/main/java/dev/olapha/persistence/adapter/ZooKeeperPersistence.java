package dev.olapha.persistence.adapter;

import dev.olapha.config.HaSettings.BlobStorage;
import dev.olapha.lifecycle.Closer;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.checkpoint.ZooKeeperCheckpointRecoveryFactory;
import org.apache.flink.runtime.highavailability.ApplicationResultStore;
import org.apache.flink.runtime.highavailability.FileSystemApplicationResultStore;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.JobResultStore;
import org.apache.flink.runtime.jobmanager.ApplicationStore;
import org.apache.flink.runtime.jobmanager.ExecutionPlanStore;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;

/**
 * Job data exactly where stock Flink's ZooKeeper HA keeps it, in the same form, by Flink's own
 * stores: pointers in ZooKeeper, what they point to in the storage directory. A cluster can
 * therefore move between stock and this product.
 */
public final class ZooKeeperPersistence implements PersistenceServices {

    private final CuratorFramework client;
    private final Configuration configuration;
    private final Executor executor;
    private final BlobStorage blobStorage;
    private final JobResultStore jobResultStore;
    private final ApplicationResultStore applicationResultStore;
    private final StateFiles stateFiles;

    private ZooKeeperPersistence(
            CuratorFramework client,
            Configuration configuration,
            Executor executor,
            BlobStorage blobStorage)
            throws IOException {
        this.client = client;
        this.configuration = configuration;
        this.executor = executor;
        this.blobStorage = blobStorage;
        this.jobResultStore = FileSystemJobResultStore.fromConfiguration(configuration, executor);
        this.applicationResultStore =
                FileSystemApplicationResultStore.fromConfiguration(configuration, executor);
        this.stateFiles = StateFiles.of(configuration);
    }

    /**
     * @param client its paths lie below the cluster's node; stays open
     * @param executor runs deletions of checkpoints and writes of results
     * @param blobStorage whether files that were uploaded with a job survive the JobManager
     * @throws IllegalConfigurationException if the result stores cannot use their directory
     */
    public static ZooKeeperPersistence create(
            CuratorFramework client,
            Configuration configuration,
            Executor executor,
            BlobStorage blobStorage) {
        try {
            return new ZooKeeperPersistence(client, configuration, executor, blobStorage);
        } catch (IOException e) {
            throw new IllegalConfigurationException(
                    String.format(
                            "The job result store cannot use its directory below '%s: %s' (%s): allowed is a "
                                    + "directory that this process may write to.",
                            HighAvailabilityOptions.HA_STORAGE_PATH.key(),
                            configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH),
                            e.getMessage()),
                    e);
        }
    }

    @Override
    public CheckpointRecoveryFactory checkpointRecoveryFactory() throws Exception {
        return new ZooKeeperCheckpointRecoveryFactory(
                ZooKeeperUtils.useNamespaceAndEnsurePath(client, ZooKeeperUtils.getJobsPath()),
                configuration,
                executor);
    }

    @Override
    public ExecutionPlanStore executionPlanStore() throws Exception {
        final ExecutionPlanStore store = ZooKeeperUtils.createExecutionPlans(client, configuration);
        return blobStorage == BlobStorage.SHARED
                ? store
                : new LostJarFilter(store, this::deletePointersOf);
    }

    @Override
    public JobResultStore jobResultStore() {
        return jobResultStore;
    }

    @Override
    public ApplicationStore applicationStore() throws Exception {
        return ZooKeeperUtils.createApplicationStore(client, configuration);
    }

    @Override
    public ApplicationResultStore applicationResultStore() {
        return applicationResultStore;
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

    /** Checkpoints stay where they are: a job that is not recovered can be resumed by hand. */
    private void deletePointersOf(JobID jobId) throws Exception {
        delete(ZKPaths.makePath(ZooKeeperUtils.getJobsPath(), jobId.toString()));
        delete(ZooKeeperUtils.getLeaderPathForJob(jobId));
    }

    @Override
    public void cleanUp() throws Exception {
        deletePointers();
        stateFiles.delete();
    }

    private void deletePointers() throws Exception {
        try (Closer steps = new Closer()) {
            for (String path :
                    List.of(
                            ZooKeeperUtils.getJobsPath(),
                            configuration.get(
                                    HighAvailabilityOptions.HA_ZOOKEEPER_APPLICATIONS_PATH),
                            configuration.get(
                                    HighAvailabilityOptions.HA_ZOOKEEPER_EXECUTION_PLANS_PATH))) {
                steps.register(() -> delete(path));
            }
        }
    }

    private void delete(String path) throws Exception {
        client.delete().quietly().deletingChildrenIfNeeded().forPath(path);
    }
}
