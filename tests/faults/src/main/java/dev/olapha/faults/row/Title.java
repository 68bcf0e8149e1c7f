package dev.olapha.faults.row;

import dev.olapha.faults.cluster.ClusterProfile;

/**
 * What a row is called.
 *
 * @param number as in the table of faults
 * @param fault what strikes, as in the table
 * @param profile the cluster that it strikes
 */
public record Title(int number, String fault, ClusterProfile profile) {}
