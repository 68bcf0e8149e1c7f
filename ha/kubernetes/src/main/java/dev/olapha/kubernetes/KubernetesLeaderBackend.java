package dev.olapha.kubernetes;

import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.lifecycle.Closer;
import dev.olapha.liveness.ProcessLiveness;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;

/** Elections and leader records in one ConfigMap, laid out as {@link LockContent} says. */
public final class KubernetesLeaderBackend implements LeaderBackend {

    private final KubernetesConnection connection;
    private final ProcessLiveness liveness;
    private final KubernetesLeaderRetrievalBackend retrieval;

    private KubernetesLeaderBackend(KubernetesConnection connection, ProcessLiveness liveness) {
        this.connection = connection;
        this.liveness = liveness;
        this.retrieval = KubernetesLeaderRetrievalBackend.start(connection);
    }

    /**
     * @param connection stays open when the backend is closed
     * @param liveness closed with the backend
     */
    public static KubernetesLeaderBackend start(
            KubernetesConnection connection, ProcessLiveness liveness) {
        return new KubernetesLeaderBackend(connection, liveness);
    }

    @Override
    public LeaderElectionDriver createElectionDriver(LeaderElectionDriver.Listener listener) {
        return KubernetesLeaderElectionDriver.start(connection, liveness.announce(), listener);
    }

    @Override
    public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
        return retrieval.watch(componentId, listener);
    }

    /**
     * Deletes the lock object and the announcement. A process that still stands for election
     * creates it again.
     */
    @Override
    public void cleanUp() throws Exception {
        try (Closer steps = new Closer()) {
            steps.register(connection.object()::delete);
            if (liveness.enabled()) {
                steps.register(this::deleteAnnouncement);
            }
        }
    }

    private void deleteAnnouncement() {
        try {
            if (connection.permissions().mustKeepSecret(connection.announcement().name())) {
                connection.announcement().clear();
            } else {
                connection.announcement().delete();
            }
        } catch (KubernetesClientException e) {
            // Then it was not allowed to be written either, which has been logged.
            if (!LockObject.isForbidden(e)) {
                throw e;
            }
        }
    }

    @Override
    public void close() {
        retrieval.close();
        liveness.close();
    }
}
