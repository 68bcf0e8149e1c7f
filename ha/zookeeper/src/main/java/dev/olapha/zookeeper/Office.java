package dev.olapha.zookeeper;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;

import javax.annotation.Nullable;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Who may say that this process leads. The election thread takes the office, the connection thread
 * vacates it, and both may happen at once: the office makes one order of it and tells Flink in that
 * order.
 */
final class Office {

    private final Object lock = new Object();

    private final Executor notifications;
    private final LeaderElectionDriver.Listener listener;

    /**
     * How often certainty was lost. An election that began before the last interruption must not
     * end in office: its answers come from before. Guarded by {@link #lock}.
     */
    private long interruptions;

    private final AtomicReference<Leadership> holder = new AtomicReference<>();

    /**
     * @param notifications runs what it is given one after the other, in order
     */
    Office(Executor notifications, LeaderElectionDriver.Listener listener) {
        this.notifications = notifications;
        this.listener = listener;
    }

    /** The present term; null if this process does not lead. Never waits. */
    @Nullable
    Leadership current() {
        return holder.get();
    }

    boolean isHeld(Leadership leadership) {
        return holder.get() == leadership;
    }

    long interruptions() {
        synchronized (lock) {
            return interruptions;
        }
    }

    /**
     * Takes office, unless there was an interruption since the given count was read.
     *
     * @return whether the office was taken
     */
    boolean take(Leadership leadership, long interruptionsBefore) {
        synchronized (lock) {
            if (interruptions != interruptionsBefore) {
                return false;
            }
            if (holder.getAndSet(leadership) != null) {
                // Flink fails if it is granted leadership that it has not lost.
                notifications.execute(listener::onRevokeLeadership);
            }
            notifications.execute(() -> listener.onGrantLeadership(leadership.sessionId()));
            return true;
        }
    }

    /** Gives up the office if it is held, and invalidates every election under way. */
    void vacate() {
        synchronized (lock) {
            interruptions++;
            if (holder.getAndSet(null) != null) {
                notifications.execute(listener::onRevokeLeadership);
            }
        }
    }
}
