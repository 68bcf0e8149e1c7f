package dev.olapha.query.protocol;

/**
 * When to ask for the result again: soon at first, and the later the longer the query runs, so that
 * an answer comes late by a small part of the time that the query took, and a long query is not
 * asked for more often than Flink's own client does (each 100 ms).
 */
final class AskingPace {

    private static final long FIRST = 10;
    private static final long SHORTEST = 5;
    private static final long LONGEST = 100;
    private static final int PART = 6;

    private long start;

    long first(long now) {
        start = now;
        return now + FIRST;
    }

    long next(long now) {
        return now + Math.min(LONGEST, Math.max(SHORTEST, (now - start) / PART));
    }

    /** Whether it runs for long enough to have more rows than its end would bring along. */
    boolean isLong(long now) {
        return now - start > LONGEST;
    }
}
