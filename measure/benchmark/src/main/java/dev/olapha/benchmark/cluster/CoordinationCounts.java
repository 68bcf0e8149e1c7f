package dev.olapha.benchmark.cluster;

import dev.olapha.testkit.zookeeper.RequestCounts;

import java.util.Optional;

/**
 * What the servers of a run were asked so far.
 *
 * @param zooKeeper nothing if there is none
 * @param apiServer nothing if there is none
 */
public record CoordinationCounts(
        Optional<RequestCounts> zooKeeper, Optional<ApiRequestCounts> apiServer) {

    /** What they were asked since then; the same servers must be in both. */
    public CoordinationCounts minus(CoordinationCounts earlier) {
        return new CoordinationCounts(
                zooKeeper.map(now -> now.minus(earlier.zooKeeper.orElseThrow())),
                apiServer.map(now -> now.minus(earlier.apiServer.orElseThrow())));
    }
}
