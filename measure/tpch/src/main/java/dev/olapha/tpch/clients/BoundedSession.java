package dev.olapha.tpch.clients;

import dev.olapha.tpch.Answer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A session in which nothing takes longer than a limit; the driver itself knows no time limits. It
 * is opened when it is first needed, and again after something took too long. Used by one thread.
 */
public final class BoundedSession implements AutoCloseable {

    private static final Duration CLOSE_LIMIT = Duration.ofSeconds(5);

    private final Driver driver;
    private final String url;
    private final List<String> definitions;
    private final Duration limit;
    // A call that hangs keeps its thread for good, so there may be more than one.
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        Thread thread = new Thread(task, "jdbc");
                        thread.setDaemon(true);
                        return thread;
                    });
    private Optional<Session> session = Optional.empty();

    /** Opens nothing yet. */
    public BoundedSession(Driver driver, String url, List<String> definitions, Duration limit) {
        this.driver = driver;
        this.url = url;
        this.definitions = definitions;
        this.limit = limit;
    }

    /**
     * Opens the session if it is not open.
     *
     * @throws TimeoutException if that takes too long
     * @throws ExecutionException if it fails
     */
    public void open() throws InterruptedException, ExecutionException, TimeoutException {
        if (session.isEmpty()) {
            session = Optional.of(within(limit, () -> Session.open(driver, url, definitions)));
        }
    }

    /**
     * Asks a query.
     *
     * @throws TimeoutException if there is no answer in time
     * @throws ExecutionException if there is an error instead
     */
    public Answer ask(String sql)
            throws InterruptedException, ExecutionException, TimeoutException {
        open();
        Session current = session.orElseThrow();
        try {
            return within(limit, () -> current.ask(sql));
        } catch (TimeoutException e) {
            // Whatever hangs in it must not reach the next query.
            session = Optional.empty();
            throw e;
        }
    }

    /** Closes the session if the gateway lets it. */
    @Override
    public void close() throws InterruptedException {
        try {
            if (session.isPresent()) {
                Session current = session.get();
                within(
                        CLOSE_LIMIT,
                        () -> {
                            current.close();
                            return null;
                        });
            }
        } catch (ExecutionException | TimeoutException e) {
            // The gateway forgets idle sessions by itself.
            session = Optional.empty();
        } finally {
            threads.shutdownNow();
        }
    }

    private <T> T within(Duration time, Callable<T> call)
            throws InterruptedException, ExecutionException, TimeoutException {
        Future<T> future = threads.submit(call);
        try {
            return future.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            future.cancel(true);
        }
    }
}
