package dev.olapha.kubernetes;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;

/**
 * Who may say that this process leads. The election thread takes the office and prolongs it, the
 * lease timer and the watch vacate it, and all may happen at once: the office makes one order of it
 * and tells Flink in that order.
 *
 * <p>An office ends by itself: when the renew deadline has passed since the last renewal was sent,
 * nobody holds it any more, whether or not a thread came to vacate it. A process that was paused
 * therefore never acts on a lease that ended meanwhile.
 */
final class Office {

    private final Executor notifications;
    private final LeaderElectionDriver.Listener listener;
    private final long renewDeadlineNanos;
    private final LongSupplier nanoClock;
    private final Runnable onNewEnd;

    private final Object lock = new Object();

    /** Guarded by {@link #lock}; null if nobody was granted leadership or it has been revoked. */
    @Nullable private Term holder;

    /** Guarded by {@link #lock}; when the request was sent that won or prolonged the term. */
    private long confirmedAtNanos;

    /**
     * @param notifications runs what it is given one after the other, in order
     * @param nanoClock must never go back
     * @param onNewEnd called when the office is taken or prolonged, before anybody is told: from
     *     then on its end must be awaited. Must not wait
     */
    Office(
            Executor notifications,
            LeaderElectionDriver.Listener listener,
            Duration renewDeadline,
            LongSupplier nanoClock,
            Runnable onNewEnd) {
        this.notifications = notifications;
        this.listener = listener;
        this.renewDeadlineNanos = renewDeadline.toNanos();
        this.nanoClock = nanoClock;
        this.onNewEnd = onNewEnd;
    }

    /** The present term; null if this process does not lead. Never waits for a request. */
    @Nullable
    Term current() {
        synchronized (lock) {
            return holder != null && remainingNanos() > 0 ? holder : null;
        }
    }

    /** Whether leadership was granted and not revoked, be its time over or not. */
    boolean isHeld() {
        synchronized (lock) {
            return holder != null;
        }
    }

    /**
     * Takes office, unless the answer came so late that the term would be over already.
     *
     * @param sentAtNanos when the winning request was sent
     * @return whether the office was taken
     */
    boolean take(Term term, long sentAtNanos) {
        synchronized (lock) {
            if (nanoClock.getAsLong() - sentAtNanos >= renewDeadlineNanos) {
                return false;
            }
            if (holder != null) {
                // Flink fails if it is granted leadership that it has not lost.
                notifications.execute(listener::onRevokeLeadership);
            }
            holder = term;
            confirmedAtNanos = sentAtNanos;
            onNewEnd.run();
            notifications.execute(() -> listener.onGrantLeadership(term.sessionId()));
            return true;
        }
    }

    /**
     * Prolongs a term that is still held.
     *
     * @param sentAtNanos when the renewal was sent
     */
    void prolong(Term term, long sentAtNanos) {
        synchronized (lock) {
            if (current() == term) {
                confirmedAtNanos = sentAtNanos;
                onNewEnd.run();
            }
        }
    }

    /** Gives up the office if it is held. */
    void vacate() {
        synchronized (lock) {
            if (holder != null) {
                holder = null;
                notifications.execute(listener::onRevokeLeadership);
            }
        }
    }

    /**
     * Vacates the office if the lock has passed to somebody else since the term was won.
     *
     * @return whether the process held the office and does not any more
     */
    boolean vacateIfLost(LockState state, String identity) {
        synchronized (lock) {
            final boolean lost =
                    holder != null
                            && state.version() >= holder.wonWith()
                            && !state.isHeldBy(identity);
            if (lost) {
                vacate();
            }
            return lost;
        }
    }

    /**
     * Vacates the office if its time is over.
     *
     * @return how long it lasts unless it is prolonged; zero if it is not held, or not any more
     */
    Duration vacateIfOver() {
        synchronized (lock) {
            if (holder == null) {
                return Duration.ZERO;
            }
            final long remaining = remainingNanos();
            if (remaining <= 0) {
                vacate();
                return Duration.ZERO;
            }
            return Duration.ofNanos(remaining);
        }
    }

    private long remainingNanos() {
        return confirmedAtNanos + renewDeadlineNanos - nanoClock.getAsLong();
    }
}
