package dev.olapha.query;

import org.apache.flink.configuration.Configuration;

import javax.annotation.Nullable;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** A connection, counted by its users and closed when idle. Thread-safe. */
final class SharedConnection {

    private final Configuration configuration;
    private final long idleTimeoutMillis;
    private final ScheduledExecutorService timer;
    private final Consumer<SharedConnection> onClosed;
    private final Object lock = new Object();

    /** Guarded by {@link #lock}; null before the first user came. */
    @Nullable private ClusterConnection connection;

    /** Guarded by {@link #lock}. */
    private int users;

    /** Guarded by {@link #lock}; null while somebody uses the connection. */
    @Nullable private ScheduledFuture<?> idleEnd;

    /** Guarded by {@link #lock}. */
    private boolean closed;

    SharedConnection(
            Configuration configuration,
            long idleTimeoutMillis,
            ScheduledExecutorService timer,
            Consumer<SharedConnection> onClosed) {
        this.configuration = new Configuration(configuration);
        this.idleTimeoutMillis = idleTimeoutMillis;
        this.timer = timer;
        this.onClosed = onClosed;
    }

    /**
     * @return false if this connection has been closed
     */
    boolean acquire() throws Exception {
        synchronized (lock) {
            if (closed) {
                return false;
            }
            if (connection == null) {
                open();
            }
            if (idleEnd != null) {
                idleEnd.cancel(false);
                idleEnd = null;
            }
            users++;
            return true;
        }
    }

    private void open() throws Exception {
        try {
            connection = ClusterConnection.open(configuration);
        } catch (Exception e) {
            closed = true;
            onClosed.accept(this);
            throw e;
        }
    }

    ClusterConnection connection() {
        synchronized (lock) {
            return connection;
        }
    }

    void release() {
        synchronized (lock) {
            users--;
            if (users == 0) {
                idleEnd =
                        timer.schedule(this::closeIfIdle, idleTimeoutMillis, TimeUnit.MILLISECONDS);
            }
        }
    }

    /** Closes outside the lock: that waits. */
    private void closeIfIdle() {
        synchronized (lock) {
            if (users > 0) {
                return;
            }
            closed = true;
        }
        onClosed.accept(this);
        connection().close();
    }
}
