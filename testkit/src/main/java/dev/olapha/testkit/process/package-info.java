/**
 * Flink clusters of real processes on this machine.
 *
 * <p>{@link dev.olapha.testkit.process.FlinkCluster} starts JobManagers, TaskManagers and a SQL
 * gateway as the JVMs they are in production, on 127.0.0.1 and free ports, with one directory, one
 * configuration and one log file each. Tests pause, kill and restart them by process id. Everything
 * started here ends with the test: on {@code close}, on a failed start, when the test's JVM ends,
 * and when the test's JVM is killed.
 */
package dev.olapha.testkit.process;
