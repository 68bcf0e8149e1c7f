package dev.olapha.query.protocol;

import javax.annotation.Nullable;

/** What came back from the leader about an attempt that has not ended. */
public final class Answer {

    /** The kinds of answers. */
    enum Kind {
        GOING_ON,
        ROWS,
        NOT_THERE,
        NONE
    }

    private final Kind kind;
    @Nullable private final Throwable cause;
    @Nullable private final SinkRows rows;

    private Answer(Kind kind, @Nullable Throwable cause, @Nullable SinkRows rows) {
        this.kind = kind;
        this.cause = cause;
        this.rows = rows;
    }

    /** The job is known and has not ended. */
    public static Answer goingOn() {
        return new Answer(Kind.GOING_ON, null, null);
    }

    /** These are rows of its sink, or none. */
    public static Answer rows(SinkRows rows) {
        return new Answer(Kind.ROWS, null, rows);
    }

    /** The leader does not know the job, or only as one of an earlier term. */
    public static Answer notThere(Throwable cause) {
        return new Answer(Kind.NOT_THERE, cause, null);
    }

    /** No leader answered, or none that could say anything. */
    public static Answer none(Throwable cause) {
        return new Answer(Kind.NONE, cause, null);
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }

    @Nullable
    SinkRows rows() {
        return rows;
    }
}
