package dev.olapha.kubernetes;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.Watch;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.Watcher;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.WatcherException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one watch that a process has on the lock object, for its election and all its retrievers.
 * While it stands it costs no request.
 *
 * <p>A watch may end without a word (a connection that a firewall forgot, a server that lost it).
 * While somebody leads, every renewal is heard; if none is heard for a lease, the object is read
 * and the watch begun anew. All listeners are called on the thread of this object, one after the
 * other.
 */
final class LockWatch {

    private static final Logger LOG = LoggerFactory.getLogger(LockWatch.class);

    /** How long silence is believed while nobody leads and nothing need happen. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private final LockObject object;
    private final ObservedLock observed;
    private final Permissions permissions;
    private final LeaseTimes times;
    private final ScheduledThreadPoolExecutor thread;
    private final Set<Listener> listeners = ConcurrentHashMap.newKeySet();

    private volatile boolean closed;

    /** Watch thread only; null before the first watch and after a failure. */
    @Nullable private Watch watch;

    /** Of the present watch: what an earlier one says about its end does not matter. */
    private int generation;

    /** When the watch was last heard, or begun. Watch thread only. */
    private long heardAtNanos;

    /** Whether a watch ever stood. Watch thread only. */
    private boolean followed;

    /** Whether the last attempt failed, so that an outage is logged once. Watch thread only. */
    private boolean failing;

    LockWatch(LockObject object, ObservedLock observed, Permissions permissions, LeaseTimes times) {
        this.object = object;
        this.observed = observed;
        this.permissions = permissions;
        this.times = times;
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
        execute(this::follow);
        try {
            final long period = Math.max(1, times.lease().toMillis() / 2);
            thread.scheduleWithFixedDelay(this::endSilence, period, period, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The watch of {} ended before it began.", object.name());
        }
    }

    /** The listener hears the present state soon, if it is known. */
    void add(Listener listener) {
        execute(
                () -> {
                    listeners.add(listener);
                    final LockState present = observed.latest();
                    if (present != null) {
                        listener.onState(present);
                    }
                });
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
            watch = object.watch(start, new Events(++generation));
            heardAtNanos = System.nanoTime();
            followed = true;
            if (failing) {
                failing = false;
                LOG.info("ConfigMap {} is watched again.", object.name());
            }
        } catch (KubernetesClientException e) {
            onFailure(e);
        } catch (IllegalStateException e) {
            listeners.forEach(listener -> listener.onError(e));
        }
    }

    private void onFailure(KubernetesClientException error) {
        if (closed) {
            return;
        }
        if (!failing) {
            failing = true;
            LOG.warn(
                    "ConfigMap {} cannot be watched ({}); trying again every {} ms. Until then this process goes "
                            + "by what it knows.",
                    object.name(),
                    error.getMessage(),
                    times.retryPeriod().toMillis());
            if (!followed) {
                final Exception sentence =
                        LockObject.isForbidden(error)
                                ? permissions.missing(observed.latest() == null ? "get" : "watch")
                                : KubernetesConnection.unusable(object, error);
                listeners.forEach(listener -> listener.onError(sentence));
            }
        }
        schedule(this::follow, times.retryPeriod());
    }

    private void endSilence() {
        final LockState present = observed.latest();
        final boolean renewalsAreDue = present != null && !present.record().isFree();
        final Duration patience =
                renewalsAreDue || times.lease().compareTo(IDLE) > 0 ? times.lease() : IDLE;
        if (watch != null && System.nanoTime() - heardAtNanos > patience.toNanos()) {
            LOG.debug("Nothing was heard of {} for {}; reading it.", object.name(), patience);
            follow();
        }
    }

    private void onEvent(Watcher.Action action, ConfigMap configMap) {
        heardAtNanos = System.nanoTime();
        switch (action) {
            case ADDED:
            case MODIFIED:
                observed.offer(LockState.of(configMap));
                break;
            case DELETED:
                observed.offer(LockState.missing(LockState.of(configMap).version()));
                break;
            default:
                // BOOKMARK carries no content; ERROR is followed by the end of the watch.
                return;
        }
        announce();
    }

    private void onEnd(int ended, @Nullable WatcherException cause) {
        if (ended == generation && watch != null) {
            // 410 Gone: the server has forgotten the version at which the watch stood.
            LOG.debug("The watch of {} ended; beginning anew.", object.name(), cause);
            follow();
        }
    }

    private void announce() {
        final LockState latest = observed.latest();
        listeners.forEach(listener -> listener.onState(latest));
    }

    private void stop() {
        if (watch != null) {
            final Watch ending = watch;
            watch = null;
            ending.close();
        }
    }

    private void execute(Runnable task) {
        schedule(task, Duration.ZERO);
    }

    private void schedule(Runnable task, Duration delay) {
        if (!closed) {
            try {
                thread.schedule(
                        () -> {
                            if (!closed) {
                                task.run();
                            }
                        },
                        delay.toMillis(),
                        TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The watch of {} ends.", object.name());
            }
        }
    }

    /** Ends the watch and its thread; waits for neither a request nor a listener. */
    void close() {
        closed = true;
        thread.execute(this::stop);
        thread.shutdown();
    }

    /** Called by the client's threads; hands everything over. */
    private final class Events implements Watcher<ConfigMap> {

        private final int ofWatch;

        private Events(int ofWatch) {
            this.ofWatch = ofWatch;
        }

        @Override
        public void eventReceived(Action action, ConfigMap configMap) {
            execute(() -> onEvent(action, configMap));
        }

        @Override
        public void onClose(WatcherException cause) {
            execute(() -> onEnd(ofWatch, cause));
        }
    }
}
