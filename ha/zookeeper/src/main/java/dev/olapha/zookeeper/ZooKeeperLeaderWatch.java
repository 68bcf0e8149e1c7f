package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderWatch;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.api.CuratorEvent;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.state.ConnectionState;
import org.apache.flink.shaded.curator5.org.apache.curator.utils.ZKPaths;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.WatchedEvent;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.Watcher;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches one leader record. While the record does not change it costs no request. Every answer is
 * handled on the backend's watch thread, so the listener hears one thing at a time.
 */
final class ZooKeeperLeaderWatch implements LeaderWatch {

    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperLeaderWatch.class);

    private static final long RETRY_MILLIS = 1_000;

    /** Until somebody has repaired what makes the server refuse. */
    private static final long REFUSED_MILLIS = 5_000;

    private final ZooKeeperConnection connection;
    private final CuratorFramework client;
    private final String path;
    private final LeaderWatch.Listener listener;
    private final ScheduledExecutorService thread;
    private final TolerantDecoder decoder;
    private final Watcher watcher = this::onEvent;

    private volatile boolean closed;

    /** Whether the listener knows that the server refuses. Watch thread only. */
    private boolean refused;

    /**
     * @param thread runs one task at a time
     */
    ZooKeeperLeaderWatch(
            ZooKeeperConnection connection,
            String path,
            LeaderWatch.Listener listener,
            ScheduledExecutorService thread) {
        this.connection = connection;
        this.client = connection.absolute();
        this.path = path;
        this.decoder = new TolerantDecoder(path);
        this.listener = listener;
        this.thread = thread;
    }

    /** Reads the record and leaves a watch on it; returns at once. */
    void read() {
        ask(
                () ->
                        client.getData()
                                .usingWatcher(watcher)
                                .inBackground((ignored, answer) -> onRecord(answer), thread)
                                .forPath(path));
    }

    /** On the watch thread. */
    void onState(ConnectionState state) {
        if (closed) {
            return;
        }
        if (state == ConnectionState.LOST
                || client.getConnectionStateErrorPolicy().isErrorState(state)) {
            tell(LeaderInformation.empty());
        } else if (state.isConnected()) {
            // Watches do not outlive a session, and a change may have been missed.
            read();
        }
    }

    /** On ZooKeeper's event thread. */
    private void onEvent(WatchedEvent event) {
        // Also when somebody who watched the same record has had all watches on it removed.
        if (event.getType() != Watcher.Event.EventType.None) {
            read();
        }
    }

    private void onRecord(CuratorEvent answer) {
        if (closed) {
            return;
        }
        switch (KeeperException.Code.get(answer.getResultCode())) {
            case OK:
                tell(decoder.decode(answer.getData(), answer.getStat()));
                break;
            case NONODE:
                onNoRecord();
                break;
            default:
                onFailure(answer);
        }
    }

    private void tell(LeaderInformation leader) {
        refused = false;
        listener.onLeader(leader);
    }

    private void onNoRecord() {
        if (connection.chrootIsInDoubt()) {
            ask(
                    () ->
                            client.checkExists()
                                    .inBackground((ignored, answer) -> onChroot(answer), thread)
                                    .forPath(ZKPaths.PATH_SEPARATOR));
        } else {
            tell(LeaderInformation.empty());
            awaitCreation();
        }
    }

    private void onChroot(CuratorEvent answer) {
        if (closed) {
            return;
        }
        switch (KeeperException.Code.get(answer.getResultCode())) {
            case OK:
                connection.chrootIsThere();
                onNoRecord();
                break;
            case NONODE:
                fail(connection.chrootMissing());
                break;
            default:
                onFailure(answer);
        }
    }

    private void awaitCreation() {
        ask(
                () ->
                        client.checkExists()
                                .usingWatcher(watcher)
                                .inBackground((ignored, answer) -> onExistence(answer), thread)
                                .forPath(path));
    }

    private void onExistence(CuratorEvent answer) {
        if (closed) {
            return;
        }
        switch (KeeperException.Code.get(answer.getResultCode())) {
            case OK:
                read();
                break;
            case NONODE:
                break;
            default:
                onFailure(answer);
        }
    }

    private void onFailure(CuratorEvent answer) {
        final KeeperException.Code code = KeeperException.Code.get(answer.getResultCode());
        if (TransientError.is(code)) {
            // Reconnecting reads again; this is for a request that failed without a disconnection.
            retryAfter(RETRY_MILLIS);
        } else {
            fail(KeeperException.create(code, path));
        }
    }

    /** Tells it once and goes on asking: who is allowed to read may change. On the watch thread. */
    void fail(Exception error) {
        if (closed) {
            return;
        }
        if (!refused) {
            refused = true;
            LOG.warn(
                    "The leader record at {} cannot be read ({}); asking again every {} ms while connected.",
                    path,
                    error.toString(),
                    REFUSED_MILLIS);
            listener.onError(error);
        }
        retryAfter(REFUSED_MILLIS);
    }

    private void retryAfter(long millis) {
        try {
            thread.schedule(
                    () -> {
                        if (!closed && client.getZookeeperClient().isConnected()) {
                            read();
                        }
                    },
                    millis,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The watch of {} ends with its process.", path);
        }
    }

    private void ask(Question question) {
        if (closed) {
            return;
        }
        try {
            question.send();
        } catch (Exception e) {
            thread.execute(() -> fail(e));
        }
    }

    /**
     * Removes all watches of this process on the record, because the server forgets none that is
     * removed alone (ZOOKEEPER-4625); whoever else watches it is told and sets his again.
     */
    @Override
    public void close() {
        closed = true;
        try {
            client.watchers().removeAll().quietly().inBackground().forPath(path);
        } catch (Exception e) {
            LOG.debug("The watch of {} ends with the connection.", path, e);
        }
    }

    private interface Question {
        void send() throws Exception;
    }
}
