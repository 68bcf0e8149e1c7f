package dev.olapha.kubernetes;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Sends all requests of liveness, on a thread of its own: nothing of the election waits for them. A
 * leader whose liveness stood before its renewals led for two minutes beside its successor. The
 * public methods may be called by any thread and wait for nothing.
 */
final class LivenessLoop {

    private static final Logger LOG = LoggerFactory.getLogger(LivenessLoop.class);

    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);

    private final PeerLiveness liveness;
    private final Office office;
    private final String secret;
    private final Duration retryPeriod;
    private final Backoff pauses;
    private final ScheduledThreadPoolExecutor requests =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("leader-liveness"));

    // What follows is used on the request thread only.

    private boolean entered;

    /** Whether the last attempt failed, so that it is logged once. */
    private boolean failing;

    /** No attempt before this. */
    private long pausedUntilNanos = System.nanoTime();

    LivenessLoop(KubernetesConnection connection, Office office, PeerLiveness liveness) {
        this.liveness = liveness;
        this.office = office;
        this.secret = connection.announcement().name();
        this.retryPeriod = connection.times().retryPeriod();
        this.pauses = new Backoff(retryPeriod, LONGEST_PAUSE);
        requests.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /** Something has changed, or it is time to look. */
    void wake() {
        schedule(Duration.ZERO);
    }

    private void run() {
        if (System.nanoTime() - pausedUntilNanos < 0) {
            return;
        }
        try {
            if (!entered) {
                liveness.enter();
                entered = true;
            }
            if (liveness.update(office.current())) {
                pauseFor(retryPeriod);
            }
            pauses.reset();
            if (failing) {
                failing = false;
                LOG.info("Secret '{}' can be used again.", secret);
            }
        } catch (KubernetesClientException e) {
            onFailure(LockObject.reason(e));
        } catch (Throwable t) {
            // An Error too: it must not end this thread without a word, nor the leader.
            onFailure(t.toString());
        }
    }

    private void onFailure(String why) {
        if (requests.isShutdown()) {
            return;
        }
        pauseFor(pauses.next());
        if (!failing) {
            failing = true;
            LOG.warn(
                    "Secret '{}' cannot be used ({}); trying again, every {} s in the end. Until then a dead leader is "
                            + "replaced after its lease and not at once; nothing else depends on it.",
                    secret,
                    why,
                    LONGEST_PAUSE.toSeconds());
        }
    }

    private void pauseFor(Duration pause) {
        pausedUntilNanos = System.nanoTime() + pause.toNanos();
        // Rounded up: a moment too early would not count.
        schedule(pause.plusMillis(1));
    }

    private void schedule(Duration delay) {
        try {
            requests.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("Liveness ends.");
        }
    }

    /** Ends without a request, and does not wait for one that has been sent. */
    void close() {
        requests.shutdownNow();
        liveness.close();
    }
}
