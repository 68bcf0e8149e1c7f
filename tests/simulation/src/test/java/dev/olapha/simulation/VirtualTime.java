package dev.olapha.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock that jumps from one thing to do to the next, on one thread. What is due at the same
 * moment comes in an order that the seed decides.
 */
final class VirtualTime {

    private final Draws draws;
    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(
                    Comparator.<Due>comparingLong(Due::at)
                            .thenComparingDouble(Due::order)
                            .thenComparingLong(Due::number));

    private long now;
    private long numbers;

    VirtualTime(Draws draws) {
        this.draws = draws;
    }

    /** Nanoseconds since the beginning. */
    long now() {
        return now;
    }

    void after(long nanos, Runnable what) {
        at(now + Math.max(0, nanos), what);
    }

    void at(long when, Runnable what) {
        queue.add(new Due(Math.max(now, when), draws.next("order"), numbers++, what));
    }

    void runUntil(long end) {
        while (!queue.isEmpty() && queue.peek().at() <= end) {
            final Due due = queue.poll();
            now = due.at();
            due.what().run();
        }
        now = end;
    }

    private record Due(long at, double order, long number, Runnable what) {}
}
