package dev.olapha.leader;

import java.util.UUID;

/**
 * The order among leader session ids. A session id is a UUID; its upper half is the epoch, a number
 * that the coordination service issues and that grows with every leadership of a cluster. Its lower
 * half is random, so that a session id cannot be guessed from its epoch.
 */
public final class LeaderEpoch {

    private LeaderEpoch() {}

    /** The epoch of a session. Standalone leadership has the one epoch 0. */
    public static long of(UUID sessionId) {
        return sessionId.getMostSignificantBits();
    }

    /**
     * A session id of the given epoch.
     *
     * @param epoch must be greater than every epoch issued before for the same cluster
     */
    public static UUID newSession(long epoch) {
        return new UUID(epoch, UUID.randomUUID().getLeastSignificantBits());
    }
}
