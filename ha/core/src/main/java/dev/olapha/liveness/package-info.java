/**
 * Tells a dead process from a slow one, without any coordination service: a process that stands for
 * election listens on a port of its own, its peers hold a connection to it, and when that breaks
 * and a new one is <em>refused</em>, the process is dead. A paused process does not refuse: its
 * kernel goes on accepting.
 *
 * <p>What a proof of death is used for, and what happens if it is false, stands in {@code
 * docs/failover-safety.md}.
 */
package dev.olapha.liveness;
