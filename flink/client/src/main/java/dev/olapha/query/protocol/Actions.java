package dev.olapha.query.protocol;

/**
 * What the {@link QueryProtocol} wants done. Every call returns at once and is answered by an event
 * of the protocol, if at all; never from within the call.
 */
public interface Actions {

    /** Sends the plan to the present leader, once, under the job id of this attempt. */
    void submit(int attempt);

    /** Asks for the job's result; the answer names the question. */
    void askResult(int attempt, int question);

    /**
     * Asks whether the job is known. Before Flink 2.3 a JobManager that leads again says of the
     * jobs of its earlier term that their result is in progress, for an hour; their state is
     * SUSPENDED.
     */
    void askState(int attempt, int question);

    /** Asks the job's sink for rows. */
    void fetch(int attempt, int question, String sinkVersion, long offset);

    /** Sends a cancellation of an attempt's job. */
    void cancel(int attempt);

    /** Wants {@link QueryProtocol#onTime} at that time; replaces what was wanted before. */
    void wakeAt(long millis);

    /** A leader has taken the query, for the first time. */
    void taken();

    /** The query begins anew as this attempt. */
    void runAgain(int attempt, Throwable loss);

    /** The query will not be run again: what was kept for it can go. */
    void forgetPlan();

    /** Rows may have become available, or the query has ended. */
    void news();

    /** Nothing will be asked for any more. */
    void released();
}
