package dev.olapha.kubernetes;

import dev.olapha.lifecycle.DaemonThreads;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Vacates the office when its time is over, on a thread of its own: also while a request hangs. May
 * be told by any thread.
 */
final class LeaseTimer {

    private static final Logger LOG = LoggerFactory.getLogger(LeaseTimer.class);

    private final Office office;
    private final Duration renewDeadline;
    private final Runnable onExpiry;
    private final ScheduledThreadPoolExecutor thread;

    /** The end of the present lease. On {@link #thread} only; null if there is none. */
    @Nullable private ScheduledFuture<?> expiry;

    /**
     * @param onExpiry called after an office was vacated because it was not prolonged
     */
    LeaseTimer(Office office, Duration renewDeadline, Runnable onExpiry) {
        this.office = office;
        this.renewDeadline = renewDeadline;
        this.onExpiry = onExpiry;
        this.thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("leader-lease"));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        thread.setRemoveOnCancelPolicy(true);
    }

    /** The office was taken or prolonged. */
    void restart() {
        try {
            thread.execute(this::awaitExpiry);
        } catch (RejectedExecutionException e) {
            LOG.debug("The election ends.");
        }
    }

    private void awaitExpiry() {
        if (expiry != null) {
            expiry.cancel(false);
            expiry = null;
        }
        final boolean held = office.isHeld();
        final Duration left = office.vacateIfOver();
        if (!left.isZero()) {
            schedule(left);
        } else if (held) {
            LOG.warn(
                    "The lease was not renewed within {} ms: this process does not lead until it gets the lock again.",
                    renewDeadline.toMillis());
            onExpiry.run();
        }
    }

    private void schedule(Duration left) {
        try {
            // Rounded up: a moment too early would be a moment of asking in a loop.
            expiry = thread.schedule(this::awaitExpiry, left.toMillis() + 1, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            LOG.debug("The election ends.");
        }
    }

    void close() {
        thread.shutdownNow();
    }
}
