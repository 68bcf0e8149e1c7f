package dev.olapha.demonstration;

import dev.olapha.testkit.zookeeper.RequestCounts;

import java.time.Instant;

/**
 * A time in which nothing happened but queries.
 *
 * @param requests what ZooKeeper received in that time
 */
record QuietPhase(Instant start, Instant end, RequestCounts requests) {

    boolean contains(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }
}
