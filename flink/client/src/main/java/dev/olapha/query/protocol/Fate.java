package dev.olapha.query.protocol;

/** What became of a submission. */
public enum Fate {
    /** A leader has the job. */
    ACCEPTED,
    /** Nothing of it can have reached a leader. */
    NOT_SENT,
    /** It may or may not have been accepted. */
    UNKNOWN,
    /** A leader has refused it. */
    REFUSED
}
