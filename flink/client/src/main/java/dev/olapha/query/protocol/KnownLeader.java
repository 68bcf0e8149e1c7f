package dev.olapha.query.protocol;

import java.util.OptionalLong;

/** What the watch has said of the leader of the REST endpoint. */
final class KnownLeader {

    private long epoch = Long.MIN_VALUE;
    private boolean present;

    void hear(OptionalLong leader) {
        present = leader.isPresent();
        leader.ifPresent(heard -> epoch = Math.max(epoch, heard));
    }

    /** False: nobody leads, or the watch is cut off. That alone is no loss. */
    boolean isPresent() {
        return present;
    }

    /** The highest that was heard. */
    long epoch() {
        return epoch;
    }
}
