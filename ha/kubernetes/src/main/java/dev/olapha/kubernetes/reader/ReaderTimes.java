package dev.olapha.kubernetes.reader;

import java.time.Duration;

/** How long a {@link RecordsReader} waits for what. */
public final class ReaderTimes {

    private static final Duration IDLE = Duration.ofMinutes(1);

    /**
     * However short the lease: a thousand readers may wait for a cluster that is scaled to zero.
     */
    private static final Duration SHORTEST_UNHEARD = Duration.ofSeconds(10);

    /** What is not allowed, a person must change. */
    private static final Duration NOT_ALLOWED = Duration.ofSeconds(30);

    private final Duration lease;
    private final Duration requestLimit;
    private final Duration longestPause;

    private ReaderTimes(Duration lease, Duration requestLimit, Duration longestPause) {
        this.lease = lease;
        this.requestLimit = requestLimit;
        this.longestPause = longestPause;
    }

    /**
     * @param longestPause between attempts that fail, before it is varied
     */
    public static ReaderTimes of(Duration lease, Duration requestLimit, Duration longestPause) {
        return new ReaderTimes(lease, requestLimit, longestPause);
    }

    Duration lease() {
        return lease;
    }

    Duration requestLimit() {
        return requestLimit;
    }

    Duration longestPause() {
        return longestPause;
    }

    Duration longestPauseIfNotAllowed() {
        return NOT_ALLOWED.compareTo(longestPause) > 0 ? NOT_ALLOWED : longestPause;
    }

    /** How long the silence of a watch is believed that was never heard, while nobody leads. */
    Duration unheard() {
        return SHORTEST_UNHEARD.compareTo(lease) > 0 ? SHORTEST_UNHEARD : lease;
    }

    /** The same of one that was heard. */
    Duration idle() {
        return IDLE.compareTo(lease) > 0 ? IDLE : lease;
    }
}
