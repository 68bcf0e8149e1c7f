package dev.olapha.kubernetes;

import dev.olapha.leader.LeaderRetrievalBackend;
import dev.olapha.leader.LeaderWatch;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads leader records from the lock object, all of them from the connection's one watch.
 * Thread-safe; listeners are called on the notification thread of the watch.
 */
public final class KubernetesLeaderRetrievalBackend implements LeaderRetrievalBackend {

    private final KubernetesConnection connection;
    private final Set<ComponentWatch> watches = ConcurrentHashMap.newKeySet();

    private KubernetesLeaderRetrievalBackend(KubernetesConnection connection) {
        this.connection = connection;
    }

    /**
     * Starts the backend; returns at once.
     *
     * <p>If the API server cannot be asked when the connection is opened, the listeners of all
     * watches are told with one sentence; when it answers later, the watches work all the same.
     *
     * @param connection stays open when the backend is closed
     */
    public static KubernetesLeaderRetrievalBackend start(KubernetesConnection connection) {
        return new KubernetesLeaderRetrievalBackend(connection);
    }

    @Override
    public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
        final ComponentWatch watch = new ComponentWatch(componentId, listener);
        watches.add(watch);
        connection.watch().add(watch);
        return () -> close(watch);
    }

    private void close(ComponentWatch watch) {
        watch.end();
        watches.remove(watch);
        connection.watch().remove(watch);
    }

    @Override
    public void close() {
        watches.forEach(this::close);
    }
}
