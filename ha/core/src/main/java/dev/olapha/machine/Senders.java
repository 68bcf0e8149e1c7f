package dev.olapha.machine;

import dev.olapha.lifecycle.DaemonThreads;

import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Threads that may be held up by what they send (a token plugin, an address that is looked up): one
 * that is does not keep the next from sending.
 */
final class Senders {

    /** Each is stuck in something that heeds no interruption before there can be as many. */
    private static final int MOST = 16;

    private static final long IDLE_SECONDS = 5;

    private final ThreadPoolExecutor threads;

    Senders(DaemonThreads factory) {
        this.threads =
                new ThreadPoolExecutor(
                        0, MOST, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), factory);
    }

    /**
     * Never waits.
     *
     * @throws RejectedExecutionException if all threads are stuck, or after the end
     */
    Future<?> send(Runnable request) {
        final FutureTask<?> task = new FutureTask<>(request, null);
        threads.execute(task);
        return task;
    }

    void close() {
        threads.shutdownNow();
    }

    void awaitEnd(long nanos) throws InterruptedException {
        threads.awaitTermination(nanos, TimeUnit.NANOSECONDS);
    }
}
