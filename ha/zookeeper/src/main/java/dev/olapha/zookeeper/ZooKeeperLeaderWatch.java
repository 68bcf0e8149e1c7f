package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.leader.MalformedLeaderRecordException;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.api.CuratorEvent;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.state.ConnectionState;
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

    private final CuratorFramework client;
    private final String path;
    private final LeaderWatch.Listener listener;
    private final ScheduledExecutorService thread;
    private final Watcher watcher = this::onEvent;

    private volatile boolean closed;

    /** Whether the last record was unreadable, so that it is logged once. Watch thread only. */
    private boolean unreadable;

    /**
     * @param client with absolute paths
     * @param thread runs one task at a time
     */
    ZooKeeperLeaderWatch(
            CuratorFramework client,
            String path,
            LeaderWatch.Listener listener,
            ScheduledExecutorService thread) {
        this.client = client;
        this.path = path;
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
            listener.onLeader(LeaderInformation.empty());
        } else if (state.isConnected()) {
            // Watches do not outlive a session, and a change may have been missed.
            read();
        }
    }

    /** On ZooKeeper's event thread. */
    private void onEvent(WatchedEvent event) {
        if (event.getType() != Watcher.Event.EventType.None
                && event.getType() != Watcher.Event.EventType.DataWatchRemoved) {
            read();
        }
    }

    private void onRecord(CuratorEvent answer) {
        if (closed) {
            return;
        }
        switch (KeeperException.Code.get(answer.getResultCode())) {
            case OK:
                listener.onLeader(decode(answer.getData()));
                break;
            case NONODE:
                listener.onLeader(LeaderInformation.empty());
                awaitCreation();
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
        if (ConnectionTrouble.is(code)) {
            // Reconnecting reads again; this is for a request that failed without a disconnection.
            retryLater();
        } else {
            listener.onError(KeeperException.create(code, path));
        }
    }

    private void retryLater() {
        try {
            thread.schedule(
                    () -> {
                        if (!closed && client.getZookeeperClient().isConnected()) {
                            read();
                        }
                    },
                    RETRY_MILLIS,
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The watch of {} ends with its process.", path);
        }
    }

    private LeaderInformation decode(byte[] record) {
        try {
            final LeaderInformation leader = LeaderRecord.decode(record);
            unreadable = false;
            return leader;
        } catch (MalformedLeaderRecordException e) {
            if (!unreadable) {
                unreadable = true;
                LOG.warn(
                        "The leader record at {} is unreadable ({}); it counts as no leader until the leader "
                                + "writes it again.",
                        path,
                        e.getMessage());
            }
            return LeaderInformation.empty();
        }
    }

    private void ask(Question question) {
        if (closed) {
            return;
        }
        try {
            question.send();
        } catch (Exception e) {
            listener.onError(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        try {
            client.watchers().remove(watcher).quietly().inBackground().forPath(path);
        } catch (Exception e) {
            LOG.debug("The watch of {} ends with the connection.", path, e);
        }
    }

    private interface Question {
        void send() throws Exception;
    }
}
