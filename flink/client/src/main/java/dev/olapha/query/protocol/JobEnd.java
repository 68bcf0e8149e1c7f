package dev.olapha.query.protocol;

import javax.annotation.Nullable;

/** How the job of an attempt ended: with its result in hand, so that no later epoch matters. */
public final class JobEnd {

    /** The kinds of ends. */
    enum Kind {
        FINISHED,
        FAILED,
        CANCELED,
        CLUSTER_FAULT
    }

    private final Kind kind;
    @Nullable private final Throwable cause;
    @Nullable private final SinkRows rows;

    private JobEnd(Kind kind, @Nullable Throwable cause, @Nullable SinkRows rows) {
        this.kind = kind;
        this.cause = cause;
        this.rows = rows;
    }

    /**
     * @param rows that the sink had left; null if the job has no sink whose rows are read here
     */
    public static JobEnd finished(@Nullable SinkRows rows) {
        return new JobEnd(Kind.FINISHED, null, rows);
    }

    /** By its own error. */
    public static JobEnd failed(Throwable cause) {
        return new JobEnd(Kind.FAILED, cause, null);
    }

    /** By somebody. */
    public static JobEnd canceled(Throwable cause) {
        return new JobEnd(Kind.CANCELED, cause, null);
    }

    /** By the loss of a process that ran it, and not by the query. */
    public static JobEnd clusterFault(Throwable cause) {
        return new JobEnd(Kind.CLUSTER_FAULT, cause, null);
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
