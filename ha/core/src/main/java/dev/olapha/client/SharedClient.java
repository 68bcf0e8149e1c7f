package dev.olapha.client;

import dev.olapha.leader.LeaderWatches;
import dev.olapha.lifecycle.Closer;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** One connection of a client process, counted by its users and closed when idle. Thread-safe. */
final class SharedClient {

    private static final Logger LOG = LoggerFactory.getLogger(SharedClient.class);

    private final ClientOpener opener;
    private final Duration idleTimeout;
    private final ScheduledExecutorService timer;
    private final Runnable onClosed;

    private final Object lock = new Object();

    /** Guarded by {@link #lock}; null before the first user came. */
    @Nullable private LeaderWatches watches;

    /** Guarded by {@link #lock}; null before the first user came. */
    @Nullable private Closer closer;

    /** Guarded by {@link #lock}. */
    private int users;

    /** Guarded by {@link #lock}; null while somebody uses the client. */
    @Nullable private ScheduledFuture<?> idleEnd;

    /** Guarded by {@link #lock}. */
    private boolean closed;

    /**
     * @param onClosed called once, before the connection is closed: nobody must find this client
     *     any more
     */
    SharedClient(
            ClientOpener opener,
            Duration idleTimeout,
            ScheduledExecutorService timer,
            Runnable onClosed) {
        this.opener = opener;
        this.idleTimeout = idleTimeout;
        this.timer = timer;
        this.onClosed = onClosed;
    }

    /**
     * @return the watches to use until {@link #release()}; null if this client has been closed
     */
    @Nullable
    LeaderWatches acquire() throws Exception {
        synchronized (lock) {
            if (closed) {
                return null;
            }
            if (watches == null) {
                open();
            }
            if (idleEnd != null) {
                idleEnd.cancel(false);
                idleEnd = null;
            }
            users++;
            return watches;
        }
    }

    private void open() throws Exception {
        final Closer opened = new Closer();
        try {
            watches = new LeaderWatches(opener.open(opened));
        } catch (Exception e) {
            closed = true;
            onClosed.run();
            opened.close();
            throw e;
        }
        opened.register(watches::close);
        closer = opened;
    }

    void release() {
        synchronized (lock) {
            users--;
            if (users == 0 && !closed) {
                idleEnd =
                        timer.schedule(
                                this::closeIfIdle, idleTimeout.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
    }

    private void closeIfIdle() {
        final boolean idle;
        synchronized (lock) {
            idle = users == 0 && !closed;
            closed |= idle;
        }
        if (idle) {
            closeConnection();
        }
    }

    /** Closes the connection whether it is used or not. */
    void close() {
        final boolean open;
        synchronized (lock) {
            open = !closed;
            closed = true;
        }
        if (open) {
            closeConnection();
        }
    }

    /** Outside the lock: closing sends a request. Once, by whoever set {@link #closed}. */
    private void closeConnection() {
        onClosed.run();
        final Closer toClose;
        synchronized (lock) {
            toClose = closer;
        }
        try {
            if (toClose != null) {
                toClose.close();
            }
        } catch (Exception e) {
            LOG.warn("The connection to the coordination service did not close cleanly.", e);
        }
    }
}
