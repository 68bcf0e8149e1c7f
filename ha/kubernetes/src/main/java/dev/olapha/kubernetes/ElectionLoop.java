package dev.olapha.kubernetes;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Sends all requests of the election, one after the other on the request thread: when they are due,
 * when it is woken, and again after they failed. The public methods may be called by any thread and
 * wait for no request, but for {@link #close}.
 */
final class ElectionLoop {

    private static final Logger LOG = LoggerFactory.getLogger(ElectionLoop.class);

    private static final long CLOSE_MILLIS = 2_000;

    private final KubernetesConnection connection;
    private final LeaseElection election;
    private final Runnable afterEachLook;
    private final Consumer<Throwable> onError;
    private final Backoff pauses;
    private final ScheduledThreadPoolExecutor requests;

    private volatile boolean closed;

    /**
     * Whether Flink has been told that this process ends. Until it does, the lock's watch still
     * wakes the election up, and a process that is about to end must not be elected.
     */
    private volatile boolean givenUp;

    /** The next look at the election. Request thread only; null if it is being looked at. */
    @Nullable private ScheduledFuture<?> next;

    /** No request before this, whoever wakes the election. Request thread only. */
    private long pausedUntilNanos = System.nanoTime();

    /** Whether a run has succeeded: what is refused before is a mistake in the configuration. */
    private boolean entered;

    /** Whether the last run failed, so that an outage is logged once. Request thread only. */
    private boolean failing;

    /**
     * @param afterEachLook called on the request thread, and must not wait: the office may have
     *     been taken or prolonged
     * @param onError called on the request thread when there is no point in going on
     */
    ElectionLoop(
            KubernetesConnection connection,
            LeaseElection election,
            Runnable afterEachLook,
            Consumer<Throwable> onError) {
        this.connection = connection;
        this.election = election;
        this.afterEachLook = afterEachLook;
        this.onError = onError;
        this.pauses =
                new Backoff(connection.times().retryPeriod(), connection.times().longestPause());
        this.requests = new ScheduledThreadPoolExecutor(1, new DaemonThreads("leader-election"));
        requests.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        requests.setRemoveOnCancelPolicy(true);
    }

    void start() {
        submit(this::enter);
    }

    /** Something has changed. */
    void wake() {
        submit(this::run);
    }

    /** No more elections; the lock stays as it is. */
    void giveUp() {
        givenUp = true;
    }

    private void enter() {
        try {
            connection.permissions().check(Permissions.LEADING);
            run();
        } catch (IllegalConfigurationException e) {
            LOG.error(e.getMessage());
            onError.accept(e);
        } catch (Throwable t) {
            onError.accept(t);
        }
    }

    private void run() {
        if (next != null) {
            next.cancel(false);
            next = null;
        }
        if (givenUp) {
            return;
        }
        final long pause = pausedUntilNanos - System.nanoTime();
        if (pause > 0) {
            schedule(Duration.ofNanos(pause));
            return;
        }
        try {
            final Optional<Duration> delay = election.run();
            entered = true;
            if (failing) {
                failing = false;
                LOG.info("The API server answers again.");
            }
            if (delay.isPresent()) {
                pauses.reset();
                schedule(delay.get());
            } else {
                pause();
            }
            afterEachLook.run();
        } catch (KubernetesClientException e) {
            onFailure(e);
        } catch (Throwable t) {
            // An Error too: without this thread there is neither a renewal nor an end of this
            // process.
            onError.accept(t);
        }
    }

    private void onFailure(KubernetesClientException error) {
        if (!entered && LockObject.isForbidden(error)) {
            onError.accept(connection.permissions().missing("update"));
        } else if (!entered && LockObject.isMissing(error)) {
            onError.accept(connection.noNamespace(error));
        } else {
            if (failing || !LockObject.isUnanswered(error)) {
                pause();
            } else {
                // It met a dead connection, which has cost time, and the next finds another.
                schedule(Duration.ZERO);
            }
            report(error);
        }
    }

    private void pause() {
        final Duration pause = pauses.next();
        pausedUntilNanos = System.nanoTime() + pause.toNanos();
        schedule(pause);
    }

    private void report(KubernetesClientException error) {
        if (!failing && !closed) {
            failing = true;
            LOG.warn(
                    "The API server did not take part in the election ({}); trying again, every {} ms in the end. "
                            + "Leadership ends {} ms after the last renewal.",
                    LockObject.reason(error),
                    connection.times().longestPause().toMillis(),
                    connection.times().renewDeadline().toMillis());
        }
    }

    private void schedule(Duration delay) {
        if (!closed) {
            try {
                // Rounded up: a moment too early would be a moment of asking in a loop.
                next = requests.schedule(this::run, delay.toMillis() + 1, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                LOG.debug("The election ends.");
            }
        }
    }

    private void submit(Runnable task) {
        if (!closed) {
            try {
                requests.execute(task);
            } catch (RejectedExecutionException e) {
                LOG.debug("The election ends.");
            }
        }
    }

    /** Gives up the lock, for which it waits a while, and ends. */
    void close() {
        closed = true;
        requests.execute(this::release);
        end();
        try {
            if (!requests.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS)) {
                requests.shutdownNow();
            }
        } catch (InterruptedException e) {
            requests.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }

    private void release() {
        try {
            election.release();
        } catch (RuntimeException e) {
            LOG.info("Could not give up the lock early; it ends with its lease.", e);
        }
    }

    /** Ends without a request. */
    void end() {
        closed = true;
        requests.shutdown();
    }
}
