package dev.olapha.kubernetes;

import dev.olapha.leader.LeaderEpoch;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.time.ZonedDateTime;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * One term of office: the write that won it, the session id issued for it, and what shall be
 * published while it lasts. Nothing of one term can leak into the next.
 */
final class Term {

    private final long wonWith;
    private final UUID sessionId;
    private final ZonedDateTime acquired;
    private final int transitions;
    private final Map<String, LeaderInformation> published = new ConcurrentHashMap<>();

    /**
     * @param won the lock as the winning write left it; its version is the epoch
     * @param acquired as written in the lock
     */
    Term(LockState won, ZonedDateTime acquired) {
        this.wonWith = won.version();
        this.sessionId = LeaderEpoch.newSession(won.version());
        this.acquired = acquired;
        this.transitions = won.record().transitions();
    }

    /** The version of the lock with which the term began. */
    long wonWith() {
        return wonWith;
    }

    UUID sessionId() {
        return sessionId;
    }

    ZonedDateTime acquired() {
        return acquired;
    }

    int transitions() {
        return transitions;
    }

    /** What each component shall say; changed by Flink's threads, read by the driver's. */
    Map<String, LeaderInformation> published() {
        return published;
    }
}
