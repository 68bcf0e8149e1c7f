package dev.olapha.machine;

import dev.olapha.lifecycle.DaemonThreads;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Calls Flink and the user, in order, on a thread of its own: they may take as long as they like.
 * What they throw, an {@link Error} too, is told and ends nothing.
 */
final class Notifications {

    private static final Logger LOG = LoggerFactory.getLogger(Notifications.class);

    private final Consumer<Throwable> failures;
    private final ThreadPoolExecutor thread;

    private volatile boolean closed;

    Notifications(DaemonThreads threads, Consumer<Throwable> failures) {
        this.failures = failures;
        this.thread =
                new ThreadPoolExecutor(
                        1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), threads);
    }

    void call(Runnable notification) {
        try {
            thread.execute(() -> guarded(notification));
        } catch (RejectedExecutionException e) {
            LOG.debug("Nobody is told any more.");
        }
    }

    /** Tells of a failure, after what was to be told before. */
    void fail(Throwable failure) {
        LOG.error("A leader cannot be told, or followed, as it should.", failure);
        call(() -> failures.accept(failure));
    }

    private void guarded(Runnable notification) {
        if (closed) {
            return;
        }
        try {
            notification.run();
        } catch (Throwable t) {
            LOG.error("Whoever was told of a leader has failed.", t);
            tell(t);
        }
    }

    private void tell(Throwable failure) {
        try {
            failures.accept(failure);
        } catch (Throwable t) {
            LOG.error("Whoever was told of this failure has failed as well.", t);
        }
    }

    /** No call begins after this. One that has begun is not interrupted: it is Flink's. */
    void close() {
        closed = true;
        thread.shutdown();
    }

    void awaitEnd(long nanos) throws InterruptedException {
        thread.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }
}
