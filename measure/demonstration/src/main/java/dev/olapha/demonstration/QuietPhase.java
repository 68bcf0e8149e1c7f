package dev.olapha.demonstration;

import java.time.Instant;

/**
 * A time in which nothing happened but queries.
 *
 * @param requests what the service that elects the leader received in that time
 */
record QuietPhase(Instant start, Instant end, Requests requests) {

    boolean contains(Instant time) {
        return !time.isBefore(start) && time.isBefore(end);
    }
}
