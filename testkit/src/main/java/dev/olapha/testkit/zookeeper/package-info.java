/**
 * A ZooKeeper that counts.
 *
 * <p>The server counts every request it receives, by type, so that a test can say "no request" and
 * mean all clients and all processes. {@link dev.olapha.testkit.zookeeper.EmbeddedZooKeeper} runs
 * in the test's JVM and starts in milliseconds; {@link
 * dev.olapha.testkit.zookeeper.ZooKeeperProcess} is a process that can be paused and killed; {@link
 * dev.olapha.testkit.zookeeper.ZooKeeperEnsemble} is three of them that form a quorum; {@link
 * dev.olapha.testkit.zookeeper.DelayProxy} puts distance between a client and either.
 */
package dev.olapha.testkit.zookeeper;
