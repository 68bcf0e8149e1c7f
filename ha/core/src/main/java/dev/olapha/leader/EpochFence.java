package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refuses leaders that are older than one already seen. Prevents that a reader which was cut off
 * and comes back to a server that lags, or that meets a record written late by a replaced leader,
 * obeys that leader again.
 *
 * <p>{@link #admits} is called by one thread at a time, {@link #hasSeenLaterThan} by any.
 */
final class EpochFence {

    private static final Logger LOG = LoggerFactory.getLogger(EpochFence.class);

    private static final long NONE = Long.MIN_VALUE;

    private final String componentId;

    /** Written by one thread at a time. */
    private volatile long highest = NONE;

    /** The refused epoch that was logged last, so that a repeated record does not fill the log. */
    private long lastRefused = NONE;

    EpochFence(String componentId) {
        this.componentId = componentId;
    }

    /** Whether a leader is known to be replaced. */
    boolean hasSeenLaterThan(LeaderInformation leader) {
        return LeaderEpoch.of(leader.getLeaderSessionID()) < highest;
    }

    /** Any leader is admitted again. By the thread that asks {@link #admits}. */
    void drop() {
        highest = NONE;
        lastRefused = NONE;
    }

    boolean admits(LeaderInformation leader) {
        if (leader.isEmpty()) {
            return true;
        }
        final long epoch = LeaderEpoch.of(leader.getLeaderSessionID());
        if (epoch >= highest) {
            highest = epoch;
            return true;
        }
        if (epoch != lastRefused) {
            lastRefused = epoch;
            LOG.warn(
                    "Ignoring the leader record of '{}' with epoch {}: epoch {} has been seen already. "
                            + "If the coordination service was emptied or replaced, restart this process.",
                    componentId,
                    epoch,
                    highest);
        }
        return false;
    }
}
