package dev.olapha.benchmark.machine;

/**
 * What was used while something ran.
 *
 * @param clusterMillis processor time of the cluster and its clients
 * @param coordinationMillis processor time of the servers in which leaders are elected
 * @param foreignShare the part of the machine's processors that other programs, other machines on
 *     the same host and the kernel on nobody's behalf took, from 0 to 1; 0 where it cannot be told
 */
public record CpuUse(long clusterMillis, long coordinationMillis, double foreignShare) {}
