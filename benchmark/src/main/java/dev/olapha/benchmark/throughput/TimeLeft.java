package dev.olapha.benchmark.throughput;

import java.time.Duration;

/** Guesses how long a plan still takes from how long its parts have taken. Not thread-safe. */
final class TimeLeft {

    /** Until the first measurement is done: the pauses before and after it. */
    private static final Duration PAUSES = Duration.ofMillis(500);

    private final int total;
    private final Duration expected;
    private final long start = System.nanoTime();
    private int done;

    TimeLeft(ThroughputPlan plan) {
        this.total = plan.measurements();
        this.expected = plan.roundLength().plus(PAUSES);
    }

    void oneDone() {
        done++;
    }

    Duration left() {
        final Duration each =
                done == 0 ? expected : Duration.ofNanos(System.nanoTime() - start).dividedBy(done);
        return each.multipliedBy(total - done);
    }
}
