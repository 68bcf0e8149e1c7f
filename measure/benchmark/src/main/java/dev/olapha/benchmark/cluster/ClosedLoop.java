package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.BenchmarkException;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.IntFunction;

/** Clients that ask at the same time, each on a thread of its own. Used by one thread. */
public final class ClosedLoop implements AutoCloseable {

    private static final long LOOK_MILLIS = 200;

    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        final Thread thread = new Thread(task, "bench-client");
                        thread.setDaemon(true);
                        return thread;
                    });

    /**
     * Waits until all clients are done.
     *
     * @param work of each client, by its number from zero
     * @param watch throws when no answer will come any more; called several times a second by this
     *     thread
     * @return what each did
     * @throws BenchmarkException if a client fails, or if {@code watch} throws it
     */
    public <T> List<T> run(int clients, IntFunction<Callable<T>> work, Runnable watch)
            throws InterruptedException {
        final List<Future<T>> futures = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            futures.add(threads.submit(work.apply(client)));
        }
        final List<T> done = new ArrayList<>();
        for (final Future<T> future : futures) {
            done.add(await(future, watch));
        }
        return done;
    }

    private static <T> T await(Future<T> future, Runnable watch) throws InterruptedException {
        while (true) {
            try {
                return future.get(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                watch.run();
            } catch (ExecutionException e) {
                // If there is a reason behind the failure, it is the better message.
                watch.run();
                throw e.getCause() instanceof BenchmarkException
                        ? (BenchmarkException) e.getCause()
                        : new BenchmarkException("A client failed: " + e.getCause() + ".", e);
            }
        }
    }

    /** Interrupts clients that still ask. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
