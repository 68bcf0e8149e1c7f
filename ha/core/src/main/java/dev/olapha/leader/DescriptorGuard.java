package dev.olapha.leader;

import dev.olapha.lifecycle.DaemonThreads;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Ends a process that stands for election when it has been unable to open {@value #NEEDED} files or
 * connections at once for {@value #TOLERATED_FAILURES} seconds; a query that arrives over HTTP
 * takes several. Its connections to the coordination service are open already, so without this it
 * would keep its office for ever and refuse every query: Flink's REST server answers "File upload
 * failed" and goes on. A standby in this state could not take over either, so it ends as well, for
 * whoever supervises it to start it anew.
 *
 * <p>Tries once a second on a thread of its own, and reports to Flink there.
 */
final class DescriptorGuard implements LeaderElectionDriver {

    static final int TOLERATED_FAILURES = 3;
    static final int NEEDED = 8;

    private static final Logger LOG = LoggerFactory.getLogger(DescriptorGuard.class);

    private final LeaderElectionDriver driver;
    private final Listener listener;
    private final Attempt attempt;
    private final ScheduledExecutorService timer;

    private final AtomicBoolean closed = new AtomicBoolean();

    /** Attempts that failed in a row; only the timer's thread uses it. */
    private int failures;

    private DescriptorGuard(
            LeaderElectionDriver driver,
            Listener listener,
            Attempt attempt,
            ScheduledExecutorService timer) {
        this.driver = driver;
        this.listener = listener;
        this.attempt = attempt;
        this.timer = timer;
    }

    /**
     * @param driver closed with the guard, or when no descriptor can be had
     * @param listener told in that case that leadership is lost, and then of an error, which ends
     *     the process
     */
    static DescriptorGuard of(LeaderElectionDriver driver, Listener listener) {
        return start(
                driver,
                listener,
                DescriptorGuard::openAndCloseChannels,
                Executors.newSingleThreadScheduledExecutor(new DaemonThreads("descriptor-guard")));
    }

    static DescriptorGuard start(
            LeaderElectionDriver driver,
            Listener listener,
            Attempt attempt,
            ScheduledExecutorService timer) {
        final DescriptorGuard guard = new DescriptorGuard(driver, listener, attempt, timer);
        timer.scheduleWithFixedDelay(guard::tryOnce, 1, 1, TimeUnit.SECONDS);
        return guard;
    }

    private static void openAndCloseChannels() throws IOException {
        final List<SocketChannel> opened = new ArrayList<>(NEEDED);
        try {
            for (int i = 0; i < NEEDED; i++) {
                opened.add(SocketChannel.open());
            }
        } finally {
            for (SocketChannel channel : opened) {
                channel.close();
            }
        }
    }

    private void tryOnce() {
        try {
            attempt.open();
            failures = 0;
        } catch (IOException e) {
            failures++;
            if (failures == 1) {
                LOG.warn(
                        "This process cannot open {} files or connections ({}). If that goes on for {} s, it ends, "
                                + "so that another JobManager leads.",
                        NEEDED,
                        e.getMessage(),
                        TOLERATED_FAILURES);
            } else if (failures > TOLERATED_FAILURES) {
                giveUp(e);
            }
        } catch (RuntimeException | Error e) {
            // Would end the guard without a word.
            listener.onError(e);
        }
    }

    /**
     * Leaves the office before Flink hears of it. Flink ends the process on its election's thread,
     * and its shutdown waits for that same thread, until a safeguard halts the JVM 5 s later;
     * meanwhile nobody would lead.
     */
    private void giveUp(IOException cause) {
        final IOException error =
                new IOException(
                        "Not even "
                                + NEEDED
                                + " files or connections could be opened for "
                                + TOLERATED_FAILURES
                                + " s; raise the limit of open files of this process (ulimit -n).",
                        cause);
        listener.onRevokeLeadership();
        try {
            close();
        } catch (Exception e) {
            error.addSuppressed(e);
        }
        listener.onError(error);
    }

    @Override
    public boolean hasLeadership() {
        return driver.hasLeadership();
    }

    @Override
    public void publishLeaderInformation(String componentId, LeaderInformation leader) {
        driver.publishLeaderInformation(componentId, leader);
    }

    @Override
    public void deleteLeaderInformation(String componentId) {
        driver.deleteLeaderInformation(componentId);
    }

    @Override
    public void close() throws Exception {
        timer.shutdown();
        if (closed.compareAndSet(false, true)) {
            driver.close();
        }
    }

    @Override
    public String toString() {
        return driver.toString();
    }

    /** Opens what takes {@link #NEEDED} descriptors, and closes it. */
    interface Attempt {
        void open() throws IOException;
    }
}
