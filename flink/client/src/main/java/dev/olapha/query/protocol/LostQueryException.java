package dev.olapha.query.protocol;

import org.apache.flink.util.FlinkException;

/** The definite answer to a query that ended with its cluster and not by itself. */
public final class LostQueryException extends FlinkException {

    private LostQueryException(String message, Throwable cause) {
        super(message, cause);
    }

    static LostQueryException noLeader(long millis, Throwable cause) {
        return new LostQueryException(
                "No leader took the query within "
                        + millis
                        + " ms (execution.olap.leader-timeout).",
                cause);
    }

    static LostQueryException fateUnknown(Throwable cause) {
        return new LostQueryException(
                "The connection broke while the statement was submitted, and no leader knows its"
                        + " job: nobody can say whether it ran. It was not sent again, because it may"
                        + " have run.",
                cause);
    }

    /** What the client is told after so many attempts; the loss itself if there was but one. */
    static Throwable after(int attempts, Throwable cause) {
        if (attempts == 1) {
            return cause;
        }
        return new LostQueryException(
                "The query lost its cluster "
                        + attempts
                        + " times and is not run again (execution.olap.rerun.max-attempts): it may"
                        + " be what ends the processes that run it.",
                cause);
    }

    static LostQueryException rowsHandedOn(Throwable cause) {
        return new LostQueryException(
                "The query lost its cluster after some of its rows had been handed on, so it cannot"
                        + " be run again unseen; a larger execution.olap.rerun.buffer-size holds back"
                        + " larger results.",
                cause);
    }
}
