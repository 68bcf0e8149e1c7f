package dev.olapha.benchmark.throughput;

import dev.olapha.testkit.zookeeper.RequestCounts;

import java.util.Map;

/**
 * What the ZooKeeper server was asked, heartbeats left out.
 *
 * @param requests all requests
 * @param writes those of them that an ensemble must agree on
 * @param byType all requests, and heartbeats, by ZooKeeper's names
 */
record ZooKeeperWork(long requests, long writes, Map<String, Long> byType) {

    static ZooKeeperWork of(RequestCounts counts) {
        return new ZooKeeperWork(counts.requests(), counts.writes(), counts.byType());
    }

    static ZooKeeperWork none() {
        return new ZooKeeperWork(0, 0, Map.of());
    }
}
