package dev.olapha.demonstration;

import java.time.Instant;

/**
 * One leader killed, and another in its place.
 *
 * @param killed the process that led
 * @param successor the process that leads now
 * @param tookOver when the successor was granted leadership, by its own log
 * @param served when every client had an answer to a query it had submitted after the kill
 */
record Failover(
        String killed, String successor, Instant killedAt, Instant tookOver, Instant served) {}
