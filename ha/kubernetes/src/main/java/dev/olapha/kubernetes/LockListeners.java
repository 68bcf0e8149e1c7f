package dev.olapha.kubernetes;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Who follows the lock in this process, and what keeps all of them from it, if anything does. On
 * the watch thread only, but for {@link #remove}.
 */
final class LockListeners {

    private static final Logger LOG = LoggerFactory.getLogger(LockListeners.class);

    private final Set<LockWatch.Listener> listeners = ConcurrentHashMap.newKeySet();

    /** Null if the lock can be followed, or was once. */
    @Nullable private Exception obstacle;

    /**
     * The listener hears the present state, if it is known, and of the obstacle, if there is one.
     */
    void add(LockWatch.Listener listener, @Nullable LockState present) {
        listeners.add(listener);
        if (present != null) {
            tell(listener, present);
        }
        if (obstacle != null) {
            listener.onError(obstacle);
        }
    }

    void remove(LockWatch.Listener listener) {
        listeners.remove(listener);
    }

    void tell(LockState state) {
        listeners.forEach(listener -> tell(listener, state));
    }

    /** What one listener throws is its own, and must not keep the others from hearing. */
    private static void tell(LockWatch.Listener listener, LockState state) {
        try {
            listener.onState(state);
        } catch (Throwable t) {
            LOG.error("A listener failed.", t);
            listener.onError(new IllegalStateException("A leader could not be told: " + t, t));
        }
    }

    void fail(Exception error) {
        listeners.forEach(listener -> listener.onError(error));
    }

    /** Told to all once, and to those who come as long as it stands. */
    void obstruct(Exception error) {
        if (obstacle == null) {
            obstacle = error;
            fail(error);
        }
    }

    void clear() {
        obstacle = null;
    }
}
