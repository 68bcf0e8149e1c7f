package dev.olapha.testkit.process;

import java.util.concurrent.TimeUnit;

/**
 * When a client whose query has no answer yet sends another one: after 300 ms, and once three are
 * open after a second. Flink's client asks for a result at intervals that grow, so a single query
 * would learn late that the cluster is back; and what waits in great numbers would all run at once
 * then, and delay the answer that is waited for.
 *
 * <p>Used by the thread that sends.
 */
public final class QueryPace {

    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LONG_PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int FEW = 3;

    /** The first query is due at once. */
    private long lastSent = System.nanoTime() - LONG_PATIENCE_NANOS - 1;

    /** A query is sent now. */
    public void sent() {
        lastSent = System.nanoTime();
    }

    /**
     * Whether it is time for another one.
     *
     * @param open how many have no outcome yet
     */
    public boolean isDue(int open) {
        return System.nanoTime() - lastSent > (open < FEW ? PATIENCE_NANOS : LONG_PATIENCE_NANOS);
    }
}
