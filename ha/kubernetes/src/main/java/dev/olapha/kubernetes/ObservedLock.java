package dev.olapha.kubernetes;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * The newest state of the lock that this process knows, and for how long the lease has been
 * unchanged by this process's own clock. The clocks of other machines play no part: a lease whose
 * record was not seen to change for its duration is over, whatever times stand in it.
 *
 * <p>Thread-safe.
 */
final class ObservedLock {

    private final LongSupplier nanoClock;

    private final Object lock = new Object();

    /** Guarded by {@link #lock}; null before anything is known. */
    @Nullable private LockState latest;

    /** When the present record was first seen. Guarded by {@link #lock}. */
    private long unchangedSinceNanos;

    /**
     * @param nanoClock must never go back
     */
    ObservedLock(LongSupplier nanoClock) {
        this.nanoClock = nanoClock;
    }

    /** Takes the state unless a newer one is known already. */
    void offer(LockState state) {
        synchronized (lock) {
            if (latest == null || state.version() >= latest.version()) {
                if (latest == null || !latest.record().text().equals(state.record().text())) {
                    unchangedSinceNanos = nanoClock.getAsLong();
                }
                latest = state;
            }
        }
    }

    /**
     * Takes note that the object was not there when asked for.
     *
     * @param known the state that was known when the question was sent: if it has been replaced
     *     meanwhile, the answer is older than what is known now
     */
    void offerMissing(@Nullable LockState known) {
        synchronized (lock) {
            if (latest == known) {
                latest = LockState.missing(known == null ? 0 : known.version());
                unchangedSinceNanos = nanoClock.getAsLong();
            }
        }
    }

    /** Null before anything is known. */
    @Nullable
    LockState latest() {
        synchronized (lock) {
            return latest;
        }
    }

    /** How long the record has been as it is, as far as this process saw. */
    Duration unchangedFor() {
        synchronized (lock) {
            return Duration.ofNanos(nanoClock.getAsLong() - unchangedSinceNanos);
        }
    }
}
