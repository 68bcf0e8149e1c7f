package dev.olapha.persistence.adapter;

import dev.olapha.lifecycle.Closer;
import dev.olapha.persistence.adapter.DurableLayout.PointerNode;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.checkpoint.ZooKeeperCheckpointRecoveryFactory;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.runtime.zookeeper.ZooKeeperStateHandleStore;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;
import org.apache.flink.util.function.BiFunctionWithException;
import org.apache.flink.util.function.SupplierWithException;

import java.io.Serializable;
import java.util.List;
import java.util.concurrent.Executor;

/** Pointers where stock Flink's ZooKeeper HA keeps them: a node for each. */
public final class ZooKeeperPointers implements JobPointers {

    /** Below the node of a job, and of a pointer; Flink has no constants for them. */
    private static final String CHECKPOINTS = "checkpoints";

    private static final String LOCKS = "locks";

    private final CuratorFramework client;
    private final Configuration configuration;
    private final Executor executor;
    private final DurableLayout layout;

    /** Takes whole paths for names. */
    private final ZooKeeperStateHandleStore<Serializable> entries;

    /**
     * @param client its paths lie below the cluster's node; stays open
     * @param executor runs deletions of checkpoints
     */
    public ZooKeeperPointers(
            CuratorFramework client,
            Configuration configuration,
            Executor executor,
            DurableLayout layout) {
        this.client = client;
        this.configuration = configuration;
        this.executor = executor;
        this.layout = layout;
        this.entries = new ZooKeeperStateHandleStore<>(client, new PointerStorage());
    }

    /**
     * One of Flink's stores with its pointers here.
     *
     * @param creation a method of {@link ZooKeeperUtils}
     */
    public <S> SupplierWithException<S, Exception> store(
            BiFunctionWithException<CuratorFramework, Configuration, S, Exception> creation) {
        return () -> creation.apply(client, configuration);
    }

    @Override
    public CheckpointRecoveryFactory checkpointRecoveryFactory() throws Exception {
        return new ZooKeeperCheckpointRecoveryFactory(
                ZooKeeperUtils.useNamespaceAndEnsurePath(client, ZooKeeperUtils.getJobsPath()),
                configuration,
                executor);
    }

    @Override
    public void deleteLeftovers(JobID jobId) throws Exception {
        deleteWithChildren(ZooKeeperUtils.getLeaderPathForJob(jobId));
    }

    @Override
    public void deleteAll(UploadedFiles files) throws Exception {
        try (Closer steps = new Closer()) {
            for (PointerNode node : layout.pointerNodes()) {
                for (String name : children(node.path())) {
                    steps.register(() -> makeVoid(ZKPaths.makePath(node.path(), name)));
                }
            }
        }
        try (Closer steps = new Closer()) {
            steps.register(() -> deleteJobs(files));
            for (PointerNode node : layout.pointerNodes()) {
                steps.register(() -> deletePointers(node, files));
            }
        }
    }

    private void deletePointers(PointerNode node, UploadedFiles files) throws Exception {
        try (Closer steps = new Closer()) {
            for (String name : children(node.path())) {
                steps.register(
                        () -> {
                            // Before the last thing that names them.
                            files.delete(node.owner(), name);
                            entries.releaseAndTryRemove(ZKPaths.makePath(node.path(), name));
                        });
            }
        }
        delete(node.path());
    }

    private void deleteJobs(UploadedFiles files) throws Exception {
        try (Closer steps = new Closer()) {
            for (String job : children(ZooKeeperUtils.getJobsPath())) {
                steps.register(() -> deleteJob(job, files));
            }
        }
        delete(ZooKeeperUtils.getJobsPath());
    }

    private void deleteJob(String job, UploadedFiles files) throws Exception {
        final String path = ZKPaths.makePath(ZooKeeperUtils.getJobsPath(), job);
        final String checkpoints = ZKPaths.makePath(path, CHECKPOINTS);
        files.delete(BlobOwner.JOB, job);
        try (Closer steps = new Closer()) {
            for (String checkpoint : children(checkpoints)) {
                final String pointer = ZKPaths.makePath(checkpoints, checkpoint);
                steps.register(
                        () -> {
                            makeVoid(pointer);
                            entries.releaseAndTryRemove(pointer);
                        });
            }
        }
        deleteWithChildren(path);
    }

    /** For Flink's stores there is no pointer any more; what it named can still be deleted. */
    private void makeVoid(String pointer) throws Exception {
        deleteWithChildren(ZKPaths.makePath(pointer, LOCKS));
    }

    private List<String> children(String path) throws Exception {
        try {
            return client.getChildren().forPath(path);
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        }
    }

    private void delete(String path) throws Exception {
        client.delete().quietly().forPath(path);
    }

    private void deleteWithChildren(String path) throws Exception {
        client.delete().quietly().deletingChildrenIfNeeded().forPath(path);
    }
}
