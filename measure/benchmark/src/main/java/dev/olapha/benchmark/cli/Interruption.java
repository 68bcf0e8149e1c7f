package dev.olapha.benchmark.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Turns Ctrl-C into an interrupt of the thread that created this object, and keeps the JVM alive
 * until that thread has saved and cleaned up what it can.
 */
public final class Interruption implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final Duration patience;

    private final Thread worker = Thread.currentThread();
    private final CountDownLatch finished = new CountDownLatch(1);
    private final Thread hook = new Thread(this::interrupt, "bench-interruption");
    private volatile boolean requested;

    private Interruption(Duration patience) {
        this.patience = patience;
    }

    /** To be closed by the same thread, when everything is saved and stopped. */
    public static Interruption ofThisThread() {
        return ofThisThread(PATIENCE);
    }

    /**
     * The same for a thread that needs more time.
     *
     * @param patience how long the JVM stays alive for it
     */
    public static Interruption ofThisThread(Duration patience) {
        final Interruption interruption = new Interruption(patience);
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    /** Whether the user asked to stop. Other processes of the same terminal got the signal too. */
    public boolean requested() {
        return requested;
    }

    private void interrupt() {
        requested = true;
        worker.interrupt();
        try {
            if (!finished.await(patience.toSeconds(), TimeUnit.SECONDS)) {
                System.err.println("bench: gave up waiting for the clusters to stop.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        finished.countDown();
        if (!requested) {
            try {
                Runtime.getRuntime().removeShutdownHook(hook);
            } catch (IllegalStateException e) {
                // The JVM has begun to shut down since; the hook finds the latch open.
            }
        }
    }
}
