package dev.olapha.zookeeper;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.KeeperException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends what an election asks of ZooKeeper, one request after the other on a thread of its own, and
 * repeats what failed for a reason that passes. Thread-safe.
 */
final class ElectionRequests {

    private static final Logger LOG = LoggerFactory.getLogger(ElectionRequests.class);

    private static final long RETRY_MILLIS = 500;
    private static final long CLOSE_MILLIS = 2_000;

    private final Runnable onVanished;
    private final Consumer<Throwable> onError;
    private final ScheduledThreadPoolExecutor thread;

    private volatile boolean closed;

    /**
     * @param onVanished run, after a pause, when a request met a node that is gone: then nobody
     *     knows where this process stands
     * @param onError told what must end the process; an {@link Error} too, or it would end the
     *     election without a word, perhaps of the one whose turn it is
     */
    ElectionRequests(Runnable onVanished, Consumer<Throwable> onError) {
        this.onVanished = onVanished;
        this.onError = onError;
        this.thread = new ScheduledThreadPoolExecutor(1, new DaemonThreads("leader-election"));
        thread.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Returns at once.
     *
     * @param again asks for the same once more
     */
    void send(Request request, Runnable again) {
        if (!closed) {
            thread.execute(() -> attempt(request, again));
        }
    }

    private void attempt(Request request, Runnable again) {
        if (closed) {
            return;
        }
        try {
            request.send();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (KeeperException.NoNodeException e) {
            LOG.info("{} vanished; standing for election again.", e.getPath());
            later(onVanished);
        } catch (Throwable t) {
            if (TransientError.is(t)) {
                LOG.info("Repeating a ZooKeeper request: {}", t.toString());
                later(again);
            } else {
                onError.accept(t);
            }
        }
    }

    /** Not at once: a server that refuses us would be asked in a busy loop. */
    private void later(Runnable task) {
        if (!closed) {
            thread.schedule(task, RETRY_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    /** Sends no request any more but this one, and waits for it for a while. */
    void close(Runnable last) {
        // First, so that no election runs after the resignation and enters again.
        closed = true;
        thread.execute(last);
        thread.shutdown();
        if (!awaitLast()) {
            thread.shutdownNow();
            awaitLast();
        }
    }

    private boolean awaitLast() {
        try {
            return thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    interface Request {
        void send() throws Exception;
    }
}
