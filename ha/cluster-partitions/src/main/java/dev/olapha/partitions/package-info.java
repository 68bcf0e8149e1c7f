/**
 * Cluster partitions ({@code DataStream.cache()}) that survive a JobManager failover.
 *
 * <p>Flink's TaskExecutor deletes them whenever it loses an established connection to a
 * ResourceManager ({@code TaskExecutor.closeResourceManagerConnection}), and its partition tracker
 * forgets them. Here the deletion is skipped ({@link
 * dev.olapha.partitions.KeepingShuffleServiceFactory}), and what was skipped is added to the
 * reports that the TaskManager sends to the next leader ({@link
 * dev.olapha.partitions.KeepingHook}). On any doubt the partitions are given up: the client then
 * computes the result again, as with stock Flink.
 */
package dev.olapha.partitions;
