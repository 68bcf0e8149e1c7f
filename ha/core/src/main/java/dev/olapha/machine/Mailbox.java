package dev.olapha.machine;

import dev.olapha.lifecycle.DaemonThreads;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * The one thread that takes turns. What is due by the clock goes before what has arrived, however
 * long it has waited: an answer that comes after its limit finds that the limit has been dealt
 * with.
 */
final class Mailbox {

    private static final Runnable WAKE = () -> {};

    private final LongSupplier nanoClock;
    private final Consumer<Throwable> onFailure;
    private final Runnable onEnd;
    private final Thread thread;
    private final BlockingQueue<Runnable> arrived = new LinkedBlockingQueue<>();

    /** By what they are for. Mailbox thread only. */
    private final Map<Object, Due> due = new HashMap<>();

    private volatile boolean closed;

    /**
     * @param onFailure hears what a turn has thrown; the next turn is taken all the same
     * @param onEnd the last that runs on the thread
     */
    Mailbox(
            DaemonThreads threads,
            LongSupplier nanoClock,
            Consumer<Throwable> onFailure,
            Runnable onEnd) {
        this.nanoClock = nanoClock;
        this.onFailure = onFailure;
        this.onEnd = onEnd;
        this.thread = threads.newThread(this::takeTurns);
    }

    void start() {
        thread.start();
    }

    /** By any thread; never waits. After the end it does nothing. */
    void post(Runnable turn) {
        arrived.add(turn);
    }

    /** Takes this turn at that time, in place of an earlier one of the same key. */
    void at(Object key, long at, Runnable turn) {
        due.put(key, new Due(at, turn));
    }

    void cancel(Object key) {
        due.remove(key);
    }

    void cancelAll() {
        due.clear();
    }

    private void takeTurns() {
        try {
            while (!closed) {
                final Runnable next = await();
                takeDue();
                if (next != null && !closed) {
                    take(next);
                }
            }
        } finally {
            onEnd.run();
        }
    }

    @Nullable
    private Runnable await() {
        try {
            final Due first = first();
            return first == null
                    ? arrived.take()
                    : arrived.poll(first.at - nanoClock.getAsLong(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            // Nobody may interrupt this thread: without it nothing is decided any more.
            return null;
        }
    }

    private void takeDue() {
        for (Due first = first();
                first != null && first.at - nanoClock.getAsLong() <= 0 && !closed;
                first = first()) {
            due.values().remove(first);
            take(first.turn);
        }
    }

    @Nullable
    private Due first() {
        Due first = null;
        for (Due each : due.values()) {
            if (first == null || each.at - first.at < 0) {
                first = each;
            }
        }
        return first;
    }

    private void take(Runnable turn) {
        try {
            turn.run();
        } catch (Throwable t) {
            onFailure.accept(t);
        }
    }

    /** No turn begins after this. */
    void close() {
        closed = true;
        arrived.add(WAKE);
    }

    void awaitEnd(Duration limit) throws InterruptedException {
        thread.join(limit.toMillis());
    }

    private static final class Due {
        private final long at;
        private final Runnable turn;

        private Due(long at, Runnable turn) {
            this.at = at;
            this.turn = turn;
        }
    }
}
