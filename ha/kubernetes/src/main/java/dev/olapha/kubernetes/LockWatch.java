package dev.olapha.kubernetes;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one watch that a process has on the lock object, for its election and all its retrievers.
 * While it stands it costs no request.
 *
 * <p>A watch may end without a word (a connection that a firewall forgot, a server that lost it).
 * While somebody leads, every renewal is heard; if none is heard for a lease, the object is read
 * and the watch begun anew. Whatever fails, or ends, is begun again after a pause that grows. All
 * listeners are called on the thread of this object, one after the other.
 */
final class LockWatch implements WatchAttempt.Events {

    private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);

    /** How long silence is believed while nobody leads and nothing need happen. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    /** How long a server that does not answer at the start is waited for before that is told. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final LockObject object;
    private final ObservedLock observed;
    private final Permissions permissions;
    private final LeaseTimes times;
    private final ScheduledThreadPoolExecutor thread;
    private final LockListeners listeners = new LockListeners();

    private volatile boolean closed;

    // What follows is used on the watch thread only.

    private final Backoff pauses;

    /** Null before the first and after one that failed. */
    @Nullable private WatchAttempt present;

    /** Whether the API server has forgotten the version that is known: 410 Gone. */
    private boolean versionIsGone;

    /** Whether a watch ever stood. */
    private boolean followed;

    /** So that an outage is logged once. */
    private boolean failing;

    private long failingSinceNanos;

    LockWatch(LockObject object, ObservedLock observed, Permissions permissions, LeaseTimes times) {
        this.object = object;
        this.observed = observed;
        this.permissions = permissions;
        this.times = times;
        this.pauses = new Backoff(times.retryPeriod().dividedBy(4), times.longestPause());
        this.thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("leader-watch"));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Called on the watch thread. */
    interface Listener {

        /** The newest state; also when nothing in it has changed. */
        void onState(LockState state);

        /** The lock was never seen and cannot be; one sentence. Trying goes on. */
        void onError(Exception error);
    }

    /** Begins to follow the object; returns at once. */
    void start() {
        final long period = Math.max(1, times.lease().toMillis() / 2);
        thread.scheduleWithFixedDelay(
                guarded(this::endSilence), period, period, TimeUnit.MILLISECONDS);
        execute(this::follow);
    }

    /** The listener hears the present state soon, or what keeps it from being known. */
    void add(Listener listener) {
        execute(() -> listeners.add(listener, observed.latest()));
    }

    /** All listeners hear the newest state soon: a request has brought it, not the watch. */
    void tell() {
        execute(this::announce);
    }

    void remove(Listener listener) {
        listeners.remove(listener);
    }

    private void follow() {
        stop();
        try {
            final LockState start = object.read();
            announce();
            final WatchAttempt attempt = new WatchAttempt(this::execute, this);
            present = attempt;
            attempt.follow(versionIsGone ? object.watch(attempt) : object.watch(start, attempt));
            schedule(() -> giveUpOpening(attempt), times.requestLimit());
        } catch (KubernetesClientException e) {
            onFailure(e.getCode(), LockObject.reason(e), e);
        }
    }

    @Override
    public void onOpened(WatchAttempt attempt) {
        if (attempt != present) {
            return;
        }
        followed = true;
        versionIsGone = false;
        listeners.clear();
        if (failing) {
            failing = false;
            LOG.info("ConfigMap {} is watched again.", object.name());
        }
    }

    private void giveUpOpening(WatchAttempt attempt) {
        if (attempt == present && !attempt.isOpen()) {
            stop();
            onFailure(0, "the API server does not answer the watch's request", null);
        }
    }

    @Override
    public void onEnd(WatchAttempt attempt, int code, String why) {
        if (attempt != present) {
            return;
        }
        if (attempt.stoodFor(times.lease())) {
            pauses.reset();
        }
        stop();
        versionIsGone = code == HttpURLConnection.HTTP_GONE;
        if (attempt.isOpen() || versionIsGone) {
            LOG.debug("The watch of {} ended ({}); beginning anew.", object.name(), why);
            schedule(this::follow, pauses.next());
        } else {
            onFailure(code, why, null);
        }
    }

    private void onFailure(int code, String why, @Nullable Exception cause) {
        if (closed) {
            return;
        }
        schedule(this::follow, pauses.next());
        if (!failing) {
            failing = true;
            failingSinceNanos = System.nanoTime();
            LOG.warn(
                    "ConfigMap {} cannot be watched ({}); trying again, every {} ms in the end. Until then this process "
                            + "goes by what it knows.",
                    object.name(),
                    why,
                    times.longestPause().toMillis());
        }
        // Flink ends a process that is told: one answer that does not come must not do that.
        if (!followed && (!LockObject.isPassing(code) || isFailingFor(PATIENCE))) {
            listeners.obstruct(
                    code == HttpURLConnection.HTTP_FORBIDDEN
                            ? permissions.missing(observed.latest() == null ? "get" : "watch")
                            : KubernetesConnection.unusable(object, why, cause));
        }
    }

    private boolean isFailingFor(Duration time) {
        return System.nanoTime() - failingSinceNanos > time.toNanos();
    }

    private void endSilence() {
        final LockState known = observed.latest();
        final boolean renewalsAreDue = known != null && !known.record().isFree();
        final Duration patience =
                renewalsAreDue || times.lease().compareTo(IDLE) > 0 ? times.lease() : IDLE;
        if (present != null && present.isSilentFor(patience)) {
            LOG.debug("Nothing was heard of {} for {}; reading it.", object.name(), patience);
            follow();
        }
    }

    @Override
    public void onChange(WatchAttempt attempt, String type, ConfigMap configMap) {
        if (attempt == present && observed.offer(type, configMap)) {
            announce();
        }
    }

    private void announce() {
        listeners.tell(observed.latest());
    }

    private void stop() {
        if (present != null) {
            final WatchAttempt ending = present;
            present = null;
            ending.close();
        }
    }

    private void execute(Runnable task) {
        schedule(task, Duration.ZERO);
    }

    private void schedule(Runnable task, Duration delay) {
        if (!closed) {
            try {
                thread.schedule(guarded(task), delay.toMillis(), TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The watch of {} ends.", object.name());
            }
        }
    }

    /**
     * Nothing that is thrown, an Error neither, may end the watch without a word: whoever listens
     * is told, and the watch begun anew.
     */
    private Runnable guarded(Runnable task) {
        return () -> {
            if (closed) {
                return;
            }
            try {
                task.run();
            } catch (Throwable t) {
                LOG.error("The watch of ConfigMap {} failed; beginning anew.", object.name(), t);
                stop();
                schedule(this::follow, pauses.next());
                listeners.fail(
                        t instanceof Exception
                                ? (Exception) t
                                : new IllegalStateException("The watch failed: " + t, t));
            }
        };
    }

    /** Ends the watch and its thread; waits for neither a request nor a listener. */
    void close() {
        closed = true;
        thread.execute(this::stop);
        thread.shutdown();
    }
}
