package dev.olapha.benchmark.cli;

import java.time.Duration;

/**
 * The progress of work that consists of steps of about the same length, with a guess of how long it
 * still takes. Not thread-safe.
 */
public final class Steps {

    private final StatusLine status;
    private final int total;
    private final Duration expected;
    private final long start = System.nanoTime();
    private int done;

    /**
     * @param total how many steps there are
     * @param expected how long one takes, for as long as none has been done
     */
    public Steps(StatusLine status, int total, Duration expected) {
        this.status = status;
        this.total = total;
        this.expected = expected;
    }

    /** A step begins. */
    public void begin(String what) {
        status.progress(
                what + ", about " + DurationText.rough(left()) + " left", (double) done / total);
    }

    /** It has ended. */
    public void done() {
        done++;
    }

    Duration left() {
        final Duration each =
                done == 0 ? expected : Duration.ofNanos(System.nanoTime() - start).dividedBy(done);
        return each.multipliedBy(Math.max(0, total - done));
    }
}
