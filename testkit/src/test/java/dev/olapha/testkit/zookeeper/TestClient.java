package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import static org.awaitility.Awaitility.await;

/** A plain ZooKeeper client that remembers the states of its connection. */
final class TestClient implements AutoCloseable {

    /**
     * A client that hears nothing disconnects after two thirds of it, and then waits up to a second
     * before it tries again: with less than some seconds left its session might be over by then.
     */
    private static final int SESSION_TIMEOUT_MILLIS = 10_000;

    private final List<KeeperState> states = new CopyOnWriteArrayList<>();
    private final ZooKeeper zooKeeper;

    TestClient(String connectString) throws IOException {
        zooKeeper = new ZooKeeper(connectString, SESSION_TIMEOUT_MILLIS, this::remember);
        await().atMost(Duration.ofSeconds(10)).until(() -> hasBeen(KeeperState.SyncConnected));
    }

    ZooKeeper zooKeeper() {
        return zooKeeper;
    }

    boolean hasBeen(KeeperState state) {
        return states.contains(state);
    }

    KeeperState state() {
        return states.get(states.size() - 1);
    }

    private void remember(WatchedEvent event) {
        states.add(event.getState());
    }

    @Override
    public void close() throws InterruptedException {
        zooKeeper.close(5_000);
    }
}
