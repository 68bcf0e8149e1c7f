package dev.olapha.query.protocol;

import javax.annotation.Nullable;

/** Sends the present attempt: when, and for how long it is tried. */
final class Submissions {

    /** What has become of it. */
    enum Step {
        GOING_ON,
        /** No leader took it in time. */
        TIME_OVER,
        /** It was sent and is not answered: its fate is taken for unknown. */
        UNANSWERED
    }

    private final Limits limits;
    private final KnownLeader leader;
    private final Actions actions;

    /** Whether the present attempt is on its way. */
    private boolean sent;

    /** Sent and not answered, of whatever attempt. */
    private int pending;

    private long waitingSince;

    /** When to send. */
    private long next;

    /** When to go on without an answer to what was sent. */
    private long settled;

    private long sentUnder;
    @Nullable private Throwable trouble;

    Submissions(Limits limits, KnownLeader leader, Actions actions) {
        this.limits = limits;
        this.leader = leader;
        this.actions = actions;
    }

    void begin(long now, long pause) {
        waitingSince = now;
        next = now + pause;
        trouble = null;
        sent = false;
    }

    Step step(int attempt, long now) {
        if (sent) {
            return now >= settled ? Step.UNANSWERED : Step.GOING_ON;
        }
        if (now >= end()) {
            return Step.TIME_OVER;
        }
        if (leader.isPresent() && now >= next) {
            sent = true;
            pending++;
            sentUnder = leader.epoch();
            settled = now + limits.leaderTimeout();
            actions.submit(attempt);
        }
        return Step.GOING_ON;
    }

    /** When to come again. */
    long nextStep() {
        if (sent) {
            return settled;
        }
        return leader.isPresent() ? Math.min(next, end()) : end();
    }

    private long end() {
        return waitingSince + limits.leaderTimeout();
    }

    boolean isSent() {
        return sent;
    }

    void answered(@Nullable Throwable cause) {
        pending--;
        trouble = cause;
    }

    boolean arePending() {
        return pending > 0;
    }

    void retry(long now) {
        sent = false;
        next = now + limits.retryPause();
    }

    /** The leader has changed, or there is none. */
    void onLeader(long now) {
        if (!sent) {
            next = Math.min(next, now + limits.rerunPause());
        }
    }

    /** Gives up what hangs on a leader that has been replaced; its fate will be unknown. */
    void doNotWaitForReplaced(long now) {
        if (sent && isLeaderReplaced()) {
            settled = Math.min(settled, now + limits.settling());
        }
    }

    /** Whether there is a newer leader than the one known when the attempt was sent. */
    boolean isLeaderReplaced() {
        return leader.epoch() > sentUnder;
    }

    @Nullable
    Throwable trouble() {
        return trouble;
    }

    LostQueryException noLeader(long now) {
        return LostQueryException.noLeader(now - waitingSince, trouble);
    }
}
