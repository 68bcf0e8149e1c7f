package dev.olapha.benchmark.failover;

/**
 * What happened when, in milliseconds since the leading JobManager was killed.
 *
 * @param detected ZooKeeper has ended the dead process's session
 * @param elected the other JobManager is granted leadership
 * @param published its record is in ZooKeeper
 * @param registered every TaskManager has registered with it
 * @param answered a query that was sent after the kill has its result
 */
record Moments(long detected, long elected, long published, long registered, long answered) {}
