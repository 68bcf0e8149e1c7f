package dev.olapha.kubernetes;

import dev.olapha.lifecycle.DaemonThreads;
import dev.olapha.liveness.LivenessEndpoint;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderElectionException;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Takes part in the election of one cluster and publishes what it is told while it leads.
 *
 * <p>Flink's threads call the driver's methods, which only change memory and hand work on. The
 * {@link ElectionLoop} sends every request of the election, the {@link LivenessLoop} those that it
 * can do without. The <em>notification</em> thread calls Flink back. The connection's
 * <em>watch</em> thread and the {@link LeaseTimer} only ever vacate the {@link Office}, which needs
 * no request, so leadership ends on time also while a request hangs.
 */
final class KubernetesLeaderElectionDriver implements LeaderElectionDriver {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesLeaderElectionDriver.class);

    private final KubernetesConnection connection;
    private final LeaderElectionDriver.Listener listener;
    private final ExecutorService notifications;
    private final Office office;
    private final ElectionLoop loop;
    private final LeaseTimer lease;
    private final LivenessLoop livenessLoop;
    private final LockContent content;
    private final LockWatch.Listener states = new States();
    private final Runnable end = this::end;

    private volatile boolean closed;

    /** Whether Flink has been told that this process ends. */
    private final AtomicBoolean failed = new AtomicBoolean();

    private KubernetesLeaderElectionDriver(
            KubernetesConnection connection,
            Optional<LivenessEndpoint> liveness,
            LeaderElectionDriver.Listener listener) {
        this.connection = connection;
        this.listener = listener;
        this.notifications =
                Executors.newSingleThreadExecutor(new DaemonThreads("leader-notification"));
        this.office =
                new Office(
                        this::notifyFlink,
                        listener,
                        connection.times().renewDeadline(),
                        System::nanoTime,
                        this::awaitEnd);
        this.lease = new LeaseTimer(office, connection.times().renewDeadline(), this::wake);
        final HolderWatch holderWatch =
                new HolderWatch(
                        connection.announcement(), connection.times().retryPeriod(), this::wake);
        this.livenessLoop =
                new LivenessLoop(
                        connection, office, new PeerLiveness(connection, liveness, holderWatch));
        this.loop =
                new ElectionLoop(
                        connection,
                        new LeaseElection(connection, office, holderWatch, System::nanoTime),
                        livenessLoop::wake,
                        this::onError);
        this.content = connection.content();
    }

    /**
     * Enters the election; the outcome is told to the listener.
     *
     * @param liveness where peers see whether this process lives; nothing if this process neither
     *     shows it nor watches others
     */
    static KubernetesLeaderElectionDriver start(
            KubernetesConnection connection,
            Optional<LivenessEndpoint> liveness,
            LeaderElectionDriver.Listener listener) {
        final KubernetesLeaderElectionDriver driver =
                new KubernetesLeaderElectionDriver(connection, liveness, listener);
        connection.addDependent(driver.end);
        driver.loop.start();
        connection.watch().add(driver.states);
        return driver;
    }

    @Override
    public boolean hasLeadership() {
        return office.current() != null;
    }

    @Override
    public void publishLeaderInformation(String componentId, LeaderInformation leader) {
        final Term term = office.current();
        if (term == null) {
            return;
        }
        if (leader.isEmpty()) {
            term.published().remove(componentId);
        } else if (term.sessionId().equals(leader.getLeaderSessionID())) {
            term.published().put(componentId, leader);
        } else {
            // Confirmed in a term that has ended meanwhile: publishing it would lead readers to a
            // session nobody is in (FLINK-40114 is of this family).
            return;
        }
        wake();
    }

    @Override
    public void deleteLeaderInformation(String componentId) {
        publishLeaderInformation(componentId, LeaderInformation.empty());
    }

    private void wake() {
        loop.wake();
    }

    private void awaitEnd() {
        lease.restart();
    }

    private void notifyFlink(Runnable notification) {
        if (!closed) {
            try {
                notifications.execute(() -> call(notification));
            } catch (RejectedExecutionException e) {
                LOG.debug("The election ends.");
            }
        }
    }

    /** What Flink throws, an Error too, would end a thread and not the process. */
    private void call(Runnable notification) {
        try {
            notification.run();
        } catch (Throwable t) {
            LOG.error("Flink did not take what the election told it.", t);
            onError(t);
        }
    }

    private void onError(Throwable error) {
        if (closed || failed.getAndSet(true)) {
            return;
        }
        loop.giveUp();
        office.vacate();
        notifyFlink(
                () ->
                        listener.onError(
                                new LeaderElectionException(
                                        "The leader election on Kubernetes failed; this process gives up its "
                                                + "leadership and ends.",
                                        error)));
    }

    @Override
    public void close() {
        leave();
        livenessLoop.close();
        loop.close();
        stopThreads();
    }

    /** The connection closes under a driver that was not closed. */
    private void end() {
        leave();
        livenessLoop.close();
        loop.end();
        stopThreads();
    }

    private void leave() {
        closed = true;
        connection.removeDependent(end);
        connection.watch().remove(states);
        office.vacate();
    }

    private void stopThreads() {
        lease.close();
        notifications.shutdown();
    }

    @Override
    public String toString() {
        return "Kubernetes leader election in ConfigMap " + connection.object().name();
    }

    /** Called by the watch's notification thread: changes memory only. */
    private final class States implements LockWatch.Listener {

        private String lastHolder = "";

        @Override
        public void onState(LockState state) {
            final boolean lost = office.vacateIfLost(state, connection.identity());
            if (lost) {
                LOG.warn(
                        "The lock in ConfigMap {} passed from this process to '{}'.",
                        connection.object().name(),
                        state.record().holder());
            }
            final Term term = office.current();
            final boolean changedHands = !state.record().holder().equals(lastHolder);
            lastHolder = state.record().holder();
            if (changedHands
                    || state.record().isFree()
                    || term != null && !content.agrees(state, term.published())) {
                wake();
            }
        }

        @Override
        public void onError(Exception error) {
            KubernetesLeaderElectionDriver.this.onError(error);
        }
    }
}
