package dev.olapha.zookeeper;

import dev.olapha.lifecycle.DaemonThreads;
import dev.olapha.liveness.LivenessEndpoint;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderElectionException;
import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.state.ConnectionState;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.state.ConnectionStateListener;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * Takes part in the election of one cluster and publishes what it is told while it leads.
 *
 * <p>Three kinds of threads meet here. Flink's threads call the driver's methods, which only change
 * memory and hand work on. The <em>request</em> thread sends every request to ZooKeeper. The
 * <em>notification</em> thread calls Flink back. Curator's connection thread only ever vacates the
 * office, which needs no request, so leadership ends at once when the connection is suspended.
 */
final class ZooKeeperLeaderElectionDriver implements LeaderElectionDriver {

    private static final Logger LOG = LoggerFactory.getLogger(ZooKeeperLeaderElectionDriver.class);

    private final ZooKeeperConnection connection;
    private final CuratorFramework client;
    private final LeaderElectionDriver.Listener listener;
    private final LeaderPaths paths;
    private final ElectionRequests requests;
    private final ExecutorService notifications;
    private final Office office;
    private final SessionEnder sessionEnder;
    private final PeerWatches peers;
    private final LatchElection election;
    private final LeaderRecordPublisher publisher;

    private final ConnectionStateListener connectionStates = (ignored, state) -> onState(state);
    private final Consumer<Exception> errors = this::onError;
    private final AtomicBoolean failed = new AtomicBoolean();

    private volatile boolean closed;

    private ZooKeeperLeaderElectionDriver(
            ZooKeeperConnection connection,
            Optional<LivenessEndpoint> liveness,
            LeaderElectionDriver.Listener listener) {
        this.connection = connection;
        this.client = connection.absolute();
        this.listener = listener;
        this.paths = connection.leaderPaths();
        this.requests = new ElectionRequests(this::standAgain, this::onError);
        this.notifications =
                Executors.newSingleThreadExecutor(new DaemonThreads("leader-notification"));
        this.office = new Office(this::notifyFlink, listener);
        this.sessionEnder = new SessionEnder(connection, this::onError);
        this.peers = new PeerWatches(client, sessionEnder::end);
        this.election =
                new LatchElection(client, paths.latch(), office, liveness, peers, this::elect);
        this.publisher = new LeaderRecordPublisher(client, paths, office, this::reconcile);
    }

    /**
     * Enters the election; the outcome is told to the listener.
     *
     * @param liveness where peers see whether this process lives; nothing if this process neither
     *     shows it nor watches others
     */
    static ZooKeeperLeaderElectionDriver start(
            ZooKeeperConnection connection,
            Optional<LivenessEndpoint> liveness,
            LeaderElectionDriver.Listener listener) {
        final ZooKeeperLeaderElectionDriver driver =
                new ZooKeeperLeaderElectionDriver(connection, liveness, listener);
        connection.addErrorListener(driver.errors);
        driver.client.getConnectionStateListenable().addListener(driver.connectionStates);
        driver.elect();
        return driver;
    }

    @Override
    public boolean hasLeadership() {
        return office.current() != null;
    }

    @Override
    public void publishLeaderInformation(String componentId, LeaderInformation leader) {
        final Leadership leadership = office.current();
        if (leadership != null && leadership.publish(componentId, leader)) {
            reconcile(componentId);
        }
    }

    @Override
    public void deleteLeaderInformation(String componentId) {
        publishLeaderInformation(componentId, LeaderInformation.empty());
    }

    /** Called by Curator's connection thread: changes memory only. */
    private void onState(ConnectionState state) {
        if (state == ConnectionState.LOST
                || client.getConnectionStateErrorPolicy().isErrorState(state)) {
            LOG.warn(
                    "The ZooKeeper connection is {}: this process does not lead until it is back.",
                    state);
            office.vacate();
        } else if (state.isConnected()) {
            elect();
            republishAll();
        }
    }

    private void elect() {
        requests.send(this::lookWhereWeStand, this::elect);
    }

    /** A node of ours is gone: what has become of the others? */
    private void standAgain() {
        requests.send(
                () -> {
                    connection.checkChroot();
                    lookWhereWeStand();
                },
                this::standAgain);
    }

    private void lookWhereWeStand() throws Exception {
        if (!failed.get()) {
            election.run();
            republishAll();
        }
    }

    private void republishAll() {
        final Leadership leadership = office.current();
        if (leadership != null) {
            leadership.published().keySet().forEach(this::reconcile);
        }
    }

    private void reconcile(String componentId) {
        requests.send(() -> publisher.reconcile(componentId), () -> reconcile(componentId));
    }

    /** Flink hears of its own errors as of ours: they would else end with the notification. */
    private void notifyFlink(Runnable notification) {
        if (!closed) {
            notifications.execute(
                    () -> {
                        try {
                            notification.run();
                        } catch (Throwable t) {
                            LOG.error("Flink failed on a change of leadership.", t);
                            onError(t);
                        }
                    });
        }
    }

    /** Told once: the first error ends the process, which does not stand for election again. */
    private void onError(Throwable error) {
        final boolean first = failed.compareAndSet(false, true);
        office.vacate();
        if (!closed && first) {
            notifications.execute(
                    () ->
                            listener.onError(
                                    new LeaderElectionException(
                                            "The leader election in ZooKeeper failed; this process gives up its "
                                                    + "leadership and ends.",
                                            error)));
        }
    }

    @Override
    public void close() {
        final Leadership last = office.current();
        closed = true;
        client.getConnectionStateListenable().removeListener(connectionStates);
        connection.removeErrorListener(errors);
        office.vacate();
        sessionEnder.close();
        notifications.shutdown();
        requests.close(() -> resign(last));
        peers.close();
    }

    /**
     * Deletes the own nodes, in the background: closing the connection would do it too, but may
     * come seconds later, and nobody leads in between.
     */
    private void resign(@javax.annotation.Nullable Leadership last) {
        if (!connection.isConnected()) {
            return;
        }
        try {
            if (last != null) {
                for (String componentId : last.published().keySet()) {
                    client.delete().quietly().inBackground().forPath(paths.record(componentId));
                }
            }
            if (election.node() != null) {
                client.delete().quietly().inBackground().forPath(election.node());
            }
        } catch (Exception e) {
            LOG.info("Could not leave the leader election early; it ends with the connection.", e);
        }
    }

    @Override
    public String toString() {
        return "ZooKeeper leader election at " + paths.latch();
    }
}
