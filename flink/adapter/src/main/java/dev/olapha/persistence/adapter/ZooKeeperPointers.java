package dev.olapha.persistence.adapter;

import dev.olapha.lifecycle.Closer;

import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.checkpoint.CheckpointRecoveryFactory;
import org.apache.flink.runtime.checkpoint.ZooKeeperCheckpointRecoveryFactory;
import org.apache.flink.runtime.util.ZooKeeperUtils;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;
import org.apache.flink.util.function.BiFunctionWithException;
import org.apache.flink.util.function.SupplierWithException;

import java.util.concurrent.Executor;

/** Pointers where stock Flink's ZooKeeper HA keeps them: a node for each. */
public final class ZooKeeperPointers implements JobPointers {

    private final CuratorFramework client;
    private final Configuration configuration;
    private final Executor executor;
    private final DurableLayout layout;

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
        delete(ZooKeeperUtils.getLeaderPathForJob(jobId));
    }

    @Override
    public void deleteAllButPlan(JobID jobId) throws Exception {
        delete(ZKPaths.makePath(ZooKeeperUtils.getJobsPath(), jobId.toString()));
        delete(ZooKeeperUtils.getLeaderPathForJob(jobId));
    }

    @Override
    public void deleteAll() throws Exception {
        try (Closer steps = new Closer()) {
            steps.register(() -> delete(ZooKeeperUtils.getJobsPath()));
            layout.pointerNodes().forEach(node -> steps.register(() -> delete(node)));
        }
    }

    private void delete(String path) throws Exception {
        client.delete().quietly().deletingChildrenIfNeeded().forPath(path);
    }
}
