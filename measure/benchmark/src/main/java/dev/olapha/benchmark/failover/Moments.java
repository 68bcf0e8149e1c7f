package dev.olapha.benchmark.failover;

/**
 * What happened when, in milliseconds since the leading JobManager was killed.
 *
 * @param detected the store has let go of the dead process: its session is over, or its lease is
 *     another's
 * @param elected the other JobManager is granted leadership
 * @param published its record is in the store
 * @param registered every TaskManager has registered with it
 * @param answered a query that was sent after the kill has its result
 */
record Moments(long detected, long elected, long published, long registered, long answered) {}
