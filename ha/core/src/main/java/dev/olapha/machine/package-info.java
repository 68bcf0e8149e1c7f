/**
 * Protocols as state machines, and what runs them. A {@link dev.olapha.machine.Machine} decides and
 * does nothing else; its {@link dev.olapha.machine.Runner} has the threads, the clock, the requests
 * and the calls to Flink. The simulator in {@code tests/simulation} takes the runner's place.
 */
package dev.olapha.machine;
