package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.liveness.ProcessLiveness;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;

/** Elections and leader records in ZooKeeper, laid out as {@link LeaderPaths} says. */
public final class ZooKeeperLeaderBackend implements LeaderBackend {

    private final ZooKeeperConnection connection;
    private final ProcessLiveness liveness;
    private final ZooKeeperLeaderRetrievalBackend retrieval;

    private ZooKeeperLeaderBackend(ZooKeeperConnection connection, ProcessLiveness liveness) {
        this.connection = connection;
        this.liveness = liveness;
        this.retrieval = ZooKeeperLeaderRetrievalBackend.start(connection);
    }

    /**
     * @param connection stays open when the backend is closed
     * @param liveness closed with the backend
     */
    public static ZooKeeperLeaderBackend start(
            ZooKeeperConnection connection, ProcessLiveness liveness) {
        return new ZooKeeperLeaderBackend(connection, liveness);
    }

    @Override
    public LeaderElectionDriver createElectionDriver(LeaderElectionDriver.Listener listener) {
        return ZooKeeperLeaderElectionDriver.start(connection, liveness.announce(), listener);
    }

    @Override
    public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
        return retrieval.watch(componentId, listener);
    }

    /**
     * Deletes the leader nodes, then every parent that is empty. A process that still stands for
     * election loses its node too, and enters again.
     */
    @Override
    public void cleanUp() throws Exception {
        final CuratorFramework client = connection.absolute();
        final LeaderPaths paths = connection.leaderPaths();
        client.delete().quietly().deletingChildrenIfNeeded().forPath(paths.root());
        deleteEmptyUpwards(client, paths.cluster());
    }

    private static void deleteEmptyUpwards(CuratorFramework client, String path) throws Exception {
        String remaining = path;
        while (!remaining.equals(ZKPaths.PATH_SEPARATOR)) {
            try {
                client.delete().quietly().forPath(remaining);
            } catch (KeeperException.NotEmptyException e) {
                return;
            }
            remaining = ZKPaths.getPathAndNode(remaining).getPath();
        }
    }

    @Override
    public void close() {
        retrieval.close();
        liveness.close();
    }
}
