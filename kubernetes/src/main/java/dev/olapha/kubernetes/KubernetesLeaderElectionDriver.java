package dev.olapha.kubernetes;

import dev.olapha.config.OlapHaOptions;
import dev.olapha.liveness.LivenessEndpoint;

import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderElectionException;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Takes part in the election of one cluster and publishes what it is told while it leads.
 *
 * <p>Flink's threads call the driver's methods, which only change memory and hand work on. The
 * <em>request</em> thread sends every request. The <em>notification</em> thread calls Flink back.
 * The connection's <em>watch</em> thread and the <em>lease</em> thread only ever vacate the office,
 * which needs no request, so leadership ends on time also while a request hangs.
 */
final class KubernetesLeaderElectionDriver implements LeaderElectionDriver {

    private static final Logger LOG = LoggerFactory.getLogger(KubernetesLeaderElectionDriver.class);

    private static final long CLOSE_MILLIS = 2_000;

    private final KubernetesConnection connection;
    private final LeaderElectionDriver.Listener listener;
    private final ScheduledThreadPoolExecutor requests;
    private final ScheduledThreadPoolExecutor lease;
    private final ExecutorService notifications;
    private final Office office;
    private final Optional<LivenessEndpoint> liveness;
    private final HolderWatch holderWatch;
    private final LeaseElection election;
    private final LockContent content;
    private final LockWatch.Listener states = new States();
    private final Runnable end = this::end;

    private volatile boolean closed;

    /**
     * Whether Flink has been told that this process ends. Until it does, the lock's watch still
     * wakes the election up, and a process that is about to end must not be elected.
     */
    private volatile boolean givenUp;

    /** The next look at the election. Request thread only; null if it is being looked at. */
    @Nullable private ScheduledFuture<?> next;

    /** Whether a run has succeeded: what is refused before is a mistake in the configuration. */
    private boolean entered;

    /** Whether the last run failed, so that an outage is logged once. Request thread only. */
    private boolean failing;

    /** Whether this process tells its peers how to see that it lives. Request thread only. */
    private boolean showsLiveness;

    /** The term for which that was told last; null for none. Request thread only. */
    @Nullable private Term announced;

    /** The end of the present lease. Lease thread only; null if there is none. */
    @Nullable private ScheduledFuture<?> expiry;

    private KubernetesLeaderElectionDriver(
            KubernetesConnection connection,
            Optional<LivenessEndpoint> liveness,
            LeaderElectionDriver.Listener listener) {
        this.connection = connection;
        this.liveness = liveness;
        this.listener = listener;
        this.requests = thread("leader-election");
        this.lease = thread("leader-lease");
        this.notifications =
                Executors.newSingleThreadExecutor(new DaemonThreads("leader-notification"));
        this.office =
                new Office(
                        this::notifyFlink,
                        listener,
                        connection.times().renewDeadline(),
                        System::nanoTime);
        this.holderWatch = new HolderWatch(connection.announcement(), this::wake);
        this.election = new LeaseElection(connection, office, holderWatch, System::nanoTime);
        this.content = connection.content();
    }

    private static ScheduledThreadPoolExecutor thread(String name) {
        final ScheduledThreadPoolExecutor thread =
                new ScheduledThreadPoolExecutor(1, new DaemonThreads(name));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
        return thread;
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
        driver.submit(driver.requests, driver::enter);
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

    private void enter() {
        try {
            connection.permissions().check(Permissions.LEADING);
            showsLiveness = liveness.isPresent() && mayAnnounce();
            run();
        } catch (IllegalConfigurationException e) {
            LOG.error(e.getMessage());
            onError(e);
        }
    }

    private boolean mayAnnounce() {
        final String secret = connection.announcement().name();
        final boolean refused = connection.permissions().isRefusedOnSecret(secret);
        if (refused) {
            LOG.warn(
                    "The API server does not allow get, create, update and delete of Secret '{}' (403): a dead leader is "
                            + "replaced after its lease and not at once. Allow it, or set '{}' to false.",
                    secret,
                    OlapHaOptions.LIVENESS_ENABLED.key());
        }
        return !refused;
    }

    private void wake() {
        submit(requests, this::run);
    }

    private void run() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
        if (givenUp) {
            return;
        }
        Duration delay = connection.times().retryPeriod();
        try {
            delay = election.run();
            entered = true;
            if (watchPeers()) {
                delay = shorter(delay, connection.times().retryPeriod());
            }
            if (failing) {
                failing = false;
                LOG.info("The API server answers again.");
            }
        } catch (KubernetesClientException e) {
            onFailure(e);
        } catch (RuntimeException e) {
            onError(e);
            return;
        }
        submit(lease, this::awaitExpiry);
        schedule(delay);
    }

    /** Whether it must be done again soon. */
    private boolean watchPeers() {
        if (!showsLiveness) {
            return false;
        }
        final Term term = office.current();
        if (term == null) {
            final LockState seen = connection.observed().latest();
            return holderWatch.follow(seen == null ? "" : seen.record().holder());
        }
        holderWatch.follow("");
        if (term != announced) {
            connection.announcement().write(connection.identity(), liveness.orElseThrow());
            announced = term;
        }
        return false;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private void schedule(Duration delay) {
        if (!closed) {
            try {
                // Rounded up: a moment too early would be a moment of asking in a loop.
                next = requests.schedule(this::run, delay.toMillis() + 1, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The election ends.");
            }
        }
    }

    private void onFailure(KubernetesClientException error) {
        if (LockObject.isForbidden(error) && !entered) {
            onError(connection.permissions().missing("update"));
        } else if (!failing && !closed) {
            failing = true;
            LOG.warn(
                    "The API server did not take part in the election ({}); trying again every {} ms. Leadership "
                            + "ends {} ms after the last renewal.",
                    error.getMessage(),
                    connection.times().retryPeriod().toMillis(),
                    connection.times().renewDeadline().toMillis());
        }
    }

    /** On the lease thread. */
    private void awaitExpiry() {
        if (expiry != null) {
            expiry.cancel(false);
            expiry = null;
        }
        final boolean held = office.isHeld();
        final Duration left = office.vacateIfOver();
        if (!left.isZero()) {
            expiry = lease.schedule(this::awaitExpiry, left.toMillis() + 1, TimeUnit.MILLISECONDS);
        } else if (held) {
            LOG.warn(
                    "The lease was not renewed within {} ms: this process does not lead until it gets the lock again.",
                    connection.times().renewDeadline().toMillis());
            wake();
        }
    }

    private void submit(ExecutorService thread, Runnable task) {
        if (!closed) {
            try {
                thread.execute(task);
            } catch (RejectedExecutionException e) {
                LOG.debug("The election ends.");
            }
        }
    }

    private void notifyFlink(Runnable notification) {
        submit(notifications, notification);
    }

    private void onError(Exception error) {
        if (!closed && !givenUp) {
            givenUp = true;
            office.vacate();
            notifyFlink(
                    () ->
                            listener.onError(
                                    new LeaderElectionException(
                                            "The leader election on Kubernetes failed; this process gives up its "
                                                    + "leadership and ends.",
                                            error)));
        }
    }

    @Override
    public void close() {
        leave();
        requests.execute(this::release);
        requests.execute(holderWatch::close);
        stopThreads();
        try {
            if (!requests.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                requests.shutdownNow();
            }
        } catch (InterruptedException e) {
            requests.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        // A run that was under way may have taken the lock once more.
        office.vacate();
        try {
            election.release();
        } catch (RuntimeException e) {
            LOG.info("Could not give up the lock early; it ends with its lease.", e);
        }
    }

    /** The connection closes under a driver that was not closed. */
    private void end() {
        leave();
        requests.execute(holderWatch::close);
        stopThreads();
    }

    private void leave() {
        closed = true;
        connection.removeDependent(end);
        connection.watch().remove(states);
        office.vacate();
    }

    private void stopThreads() {
        requests.shutdown();
        lease.shutdownNow();
        notifications.shutdown();
    }

    @Override
    public String toString() {
        return "Kubernetes leader election in ConfigMap " + connection.object().name();
    }

    /** Called by the watch thread: changes memory only. */
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
