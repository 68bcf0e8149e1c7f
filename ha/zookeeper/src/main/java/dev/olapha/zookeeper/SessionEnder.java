package dev.olapha.zookeeper;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.WatchedEvent;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.ZooKeeper;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.client.ConnectStringParser;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.client.StaticHostProvider;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.data.Stat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Ends the ZooKeeper session of a dead process, as that process would have done had it had the
 * time: everything ephemeral of it vanishes in one step that ZooKeeper orders before whatever
 * follows. It decides nothing about who leads; that remains the election's.
 *
 * <p>A session that belongs to a process which lives after all is not harmed in secret: the server
 * disconnects that process as soon as the session is taken up here, so it vacates its office, and
 * finds out that its session is over when it connects again.
 *
 * <p>Has a thread of its own, because a server may let us wait.
 */
final class SessionEnder implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(SessionEnder.class);

    private static final Set<KeeperState> DECIDED =
            EnumSet.of(KeeperState.SyncConnected, KeeperState.Expired, KeeperState.AuthFailed);

    private static final int ATTEMPTS = 30;
    private static final long RETRY_MILLIS = 1_000;
    private static final long CONNECT_MILLIS = 3_000;
    private static final int CLOSE_MILLIS = 1_000;

    private final ZooKeeperConnection connection;
    private final Consumer<Throwable> onError;
    private final CuratorFramework client;
    private final ScheduledThreadPoolExecutor thread;

    /**
     * @param onError told what must end this process
     */
    SessionEnder(ZooKeeperConnection connection, Consumer<Throwable> onError) {
        this.connection = connection;
        this.onError = onError;
        this.client = connection.absolute();
        this.thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("session-end"));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Returns at once. While ZooKeeper cannot be reached it is tried again, for half a minute. */
    void end(Candidate dead) {
        if (!thread.isShutdown()) {
            thread.execute(() -> attempt(dead, 1));
        }
    }

    private void attempt(Candidate dead, int number) {
        try {
            if (stillStands(dead)) {
                LOG.info("Ending the session of a dead process: {}.", dead);
                takeUpAndClose(dead);
            }
            if (!stillStands(dead)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (Exception e) {
            // No more than the class: what ZooKeeper says of a session is no secret, but need not
            // be trusted never to hold one.
            LOG.info("Could not end the session of {} yet: {}.", dead, e.getClass().getName());
        } catch (Error e) {
            onError.accept(e);
            return;
        }
        if (number < ATTEMPTS && !thread.isShutdown()) {
            thread.schedule(() -> attempt(dead, number + 1), RETRY_MILLIS, TimeUnit.MILLISECONDS);
        } else {
            LOG.warn("Could not end the session of {}: its timeout decides.", dead);
        }
    }

    private boolean stillStands(Candidate dead) throws Exception {
        final Stat stat = client.checkExists().forPath(dead.node());
        return stat != null && stat.getEphemeralOwner() == dead.session();
    }

    private void takeUpAndClose(Candidate dead) throws Exception {
        final CountDownLatch decided = new CountDownLatch(1);
        final ZooKeeper own = client.getZookeeperClient().getZooKeeper();
        final String servers = client.getZookeeperClient().getCurrentConnectionString();
        final ZooKeeper handle =
                new ZooKeeper(
                        servers,
                        own.getSessionTimeout(),
                        event -> onEvent(event, decided),
                        dead.session(),
                        dead.password(),
                        false,
                        new StaticHostProvider(
                                new ConnectStringParser(servers).getServerAddresses()),
                        own.getClientConfig());
        try {
            connection.authorize(handle);
            decided.await(CONNECT_MILLIS, TimeUnit.MILLISECONDS);
        } finally {
            // Sends the end of the session, if the handle is connected.
            handle.close(CLOSE_MILLIS);
        }
    }

    private static void onEvent(WatchedEvent event, CountDownLatch decided) {
        if (DECIDED.contains(event.getState())) {
            decided.countDown();
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
