package dev.olapha.query;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.util.concurrent.ScheduledExecutor;
import org.apache.flink.util.concurrent.ScheduledExecutorServiceAdapter;

import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * The one thread on which the protocols of all queries of a process run: they only look at memory.
 */
final class QueryLoop implements Executor {

    private static final QueryLoop PROCESS = new QueryLoop();

    private final ScheduledThreadPoolExecutor thread =
            new ScheduledThreadPoolExecutor(1, new DaemonThreads("queries"));

    private QueryLoop() {
        thread.setRemoveOnCancelPolicy(true);
        // No thread stays behind when there is no query.
        thread.setKeepAliveTime(1, TimeUnit.SECONDS);
        thread.allowCoreThreadTimeOut(true);
    }

    static QueryLoop ofThisProcess() {
        return PROCESS;
    }

    /** Milliseconds, from an arbitrary origin. */
    long now() {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime());
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    /** For pauses of others; what runs on it must return at once. */
    ScheduledExecutor scheduler() {
        return new ScheduledExecutorServiceAdapter(thread);
    }

    Future<?> at(long millis, Runnable task) {
        return thread.schedule(task, millis - now(), TimeUnit.MILLISECONDS);
    }
}
