package dev.olapha.kubernetes;

import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderWatch;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;

/** Elections and leader records in one ConfigMap, laid out as {@link LockContent} says. */
public final class KubernetesLeaderBackend implements LeaderBackend {

    private final KubernetesConnection connection;
    private final KubernetesLeaderRetrievalBackend retrieval;

    private KubernetesLeaderBackend(KubernetesConnection connection) {
        this.connection = connection;
        this.retrieval = KubernetesLeaderRetrievalBackend.start(connection);
    }

    /**
     * @param connection stays open when the backend is closed
     */
    public static KubernetesLeaderBackend start(KubernetesConnection connection) {
        return new KubernetesLeaderBackend(connection);
    }

    @Override
    public LeaderElectionDriver createElectionDriver(LeaderElectionDriver.Listener listener) {
        return KubernetesLeaderElectionDriver.start(connection, listener);
    }

    @Override
    public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
        return retrieval.watch(componentId, listener);
    }

    /** Deletes the lock object. A process that still stands for election creates it again. */
    @Override
    public void cleanUp() {
        connection.object().delete();
    }

    @Override
    public void close() {
        retrieval.close();
    }
}
