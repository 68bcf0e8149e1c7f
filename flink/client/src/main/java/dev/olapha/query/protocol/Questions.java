package dev.olapha.query.protocol;

/** When the leader is asked about the present attempt, and how long bad answers are borne. */
final class Questions {

    private static final long NEVER = Long.MAX_VALUE;

    private final AskingPace pace = new AskingPace();
    private final Limits limits;

    /** Of the question that is open; answers to another one are stale. */
    private int number;

    private boolean open;
    private long next;

    /** Since when no leader has said anything about the job. */
    private long silentSince;

    /** Since when the job is known to nobody, although no newer leader is known. */
    private long doubtSince = NEVER;

    Questions(Limits limits) {
        this.limits = limits;
    }

    /** The job has just been submitted. */
    void begin(long now) {
        open = false;
        number++;
        next = pace.first(now);
        silentSince = now;
        doubtSince = NEVER;
    }

    /** Ask again at once, without waiting for the answer of a leader that may only be paused. */
    void hurry(long now) {
        open = false;
        next = now;
    }

    boolean isDue(long now) {
        return !open && now >= next;
    }

    long next() {
        return open ? NEVER : next;
    }

    int ask() {
        open = true;
        return ++number;
    }

    /** Whether this answers the open question, which is closed then. */
    boolean closes(int question) {
        final boolean closes = open && question == number;
        open &= !closes;
        return closes;
    }

    void answered(long now) {
        silentSince = now;
        doubtSince = NEVER;
        next = pace.next(now);
    }

    boolean isLongRunning(long now) {
        return pace.isLong(now);
    }

    /** Notes that nobody knows the job. */
    void doubt(long now) {
        silentSince = now;
        doubtSince = Math.min(doubtSince, now);
        next = now + limits.retryPause();
    }

    boolean isGraceOver(long now) {
        return doubtSince != NEVER && now - doubtSince >= limits.grace();
    }

    /** Notes that nobody answered. */
    void retry(long now) {
        next = now + limits.retryPause();
    }

    boolean isSilenceOver(long now) {
        return now - silentSince >= limits.leaderTimeout();
    }
}
