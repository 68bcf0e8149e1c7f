package dev.olapha.query.protocol;

import java.util.function.LongUnaryOperator;

/** The numbers of a query's protocol; times are milliseconds. Immutable. */
public final class Limits {

    private final int reruns;
    private final long leaderTimeout;
    private final LongUnaryOperator jitter;

    /**
     * @param reruns how often a query is run again at most
     * @param leaderTimeout how long it waits for a leader that takes it or answers
     * @param jitter a random time below its argument
     */
    public Limits(int reruns, long leaderTimeout, LongUnaryOperator jitter) {
        this.reruns = reruns;
        this.leaderTimeout = leaderTimeout;
        this.jitter = jitter;
    }

    int reruns() {
        return reruns;
    }

    long leaderTimeout() {
        return leaderTimeout;
    }

    /**
     * How long a job that nobody knows, and a submission whose fate nobody knows, may wait for a
     * newer leader or a better answer.
     */
    long grace() {
        return Math.min(5_000, leaderTimeout);
    }

    /** How long a submission to a replaced leader may take until it is given up. */
    long settling() {
        return Math.min(1_000, leaderTimeout);
    }

    /** Before a request that failed is sent again. */
    long retryPause() {
        return 100;
    }

    /** All queries of a lost leader come at once to one whose classes are not warm. */
    long rerunPause() {
        return jitter.applyAsLong(200);
    }
}
