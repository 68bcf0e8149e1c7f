/**
 * The meter's second place: remote calls between Flink's processes, which carry jobs, tasks and
 * results. Flink finds the loader in every process that has the jar; unless {@code
 * high-availability.type} names the profiler it changes nothing.
 */
package dev.olapha.profile.rpc;
