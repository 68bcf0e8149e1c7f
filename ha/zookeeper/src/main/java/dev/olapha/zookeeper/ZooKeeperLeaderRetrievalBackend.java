package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderRetrievalBackend;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.state.ConnectionState;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.state.ConnectionStateListener;

import javax.annotation.Nullable;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Reads leader records from ZooKeeper. Thread-safe; has one thread, on which listeners are called.
 */
public final class ZooKeeperLeaderRetrievalBackend implements LeaderRetrievalBackend {

    private final ZooKeeperConnection connection;
    private final CuratorFramework client;
    private final LeaderPaths paths;
    private final ScheduledThreadPoolExecutor thread;
    private final Set<OpenWatch> watches = ConcurrentHashMap.newKeySet();
    private final ConnectionStateListener states = (ignored, state) -> onState(state);
    private final Consumer<Exception> errors = this::onError;

    /** Whether the connection has stood once. Watch thread only. */
    private boolean connected;

    /** What holds as long as the connection has never stood; null if that is not known to hold. */
    @Nullable private volatile Exception unreachable;

    private ZooKeeperLeaderRetrievalBackend(ZooKeeperConnection connection) {
        this.connection = connection;
        this.client = connection.absolute();
        this.paths = connection.leaderPaths();
        this.thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("leader-watch"));
    }

    /**
     * Starts the backend; returns at once.
     *
     * <p>If the connection does not stand after its connection timeout, the listeners of all
     * watches are told with one sentence; when it stands later, the watches work all the same.
     *
     * @param connection stays open when the backend is closed
     */
    public static ZooKeeperLeaderRetrievalBackend start(ZooKeeperConnection connection) {
        final ZooKeeperLeaderRetrievalBackend backend =
                new ZooKeeperLeaderRetrievalBackend(connection);
        connection.addErrorListener(backend.errors);
        backend.client.getConnectionStateListenable().addListener(backend.states, backend.thread);
        backend.thread.setRemoveOnCancelPolicy(true);
        if (!connection.isConnected()) {
            backend.thread.schedule(
                    backend::reportUnreachable,
                    connection.connectionTimeoutMillis(),
                    TimeUnit.MILLISECONDS);
        }
        return backend;
    }

    @Override
    public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
        final OpenWatch watch = new OpenWatch(componentId, listener);
        watches.add(watch);
        watch.watch.read();
        final Exception known = unreachable;
        if (known != null) {
            thread.execute(() -> watch.watch.fail(known));
        }
        return watch;
    }

    private void onState(ConnectionState state) {
        if (state.isConnected()) {
            connected = true;
            unreachable = null;
        }
        watches.forEach(watch -> watch.watch.onState(state));
    }

    private void reportUnreachable() {
        if (!connected && !connection.isConnected()) {
            unreachable = connection.unreachable();
            onError(unreachable);
        }
    }

    /** On any thread. */
    private void onError(Exception error) {
        thread.execute(() -> watches.forEach(watch -> watch.watch.fail(error)));
    }

    @Override
    public void close() {
        client.getConnectionStateListenable().removeListener(states);
        connection.removeErrorListener(errors);
        watches.forEach(OpenWatch::close);
        thread.shutdownNow();
    }

    private final class OpenWatch implements LeaderWatch {

        private final ZooKeeperLeaderWatch watch;

        private OpenWatch(String componentId, LeaderWatch.Listener listener) {
            this.watch =
                    new ZooKeeperLeaderWatch(
                            connection, paths.record(componentId), listener, thread);
        }

        @Override
        public void close() {
            watches.remove(this);
            watch.close();
        }
    }
}
