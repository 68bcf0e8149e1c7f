package dev.olapha.query.protocol;

import javax.annotation.Nullable;

/** What an answer, or none, or an end says about the query. */
final class Diagnosis {

    enum Kind {
        /** It is there, and goes on. */
        ALIVE,
        /** Nothing yet. */
        OPEN,
        /** It has ended well. */
        FINISHED,
        /** Somebody has cancelled it. */
        CANCELED,
        /** Its cluster has lost it. */
        LOST,
        /** Nobody can say whether it was ever there, and it may be run again. */
        PERHAPS_NEVER_THERE,
        /** It has failed, or nothing can be done but to say so. */
        FAILED
    }

    private final Kind kind;
    @Nullable private final Throwable cause;
    @Nullable private final SinkRows rows;

    private Diagnosis(Kind kind, @Nullable Throwable cause) {
        this(kind, cause, null);
    }

    private Diagnosis(Kind kind, @Nullable Throwable cause, @Nullable SinkRows rows) {
        this.kind = kind;
        this.cause = cause;
        this.rows = rows;
    }

    /** A verdict, whatever the epoch is, unless it was the cluster's fault. */
    static Diagnosis of(JobEnd end) {
        switch (end.kind()) {
            case FINISHED:
                return new Diagnosis(Kind.FINISHED, null, end.rows());
            case CANCELED:
                return new Diagnosis(Kind.CANCELED, end.cause());
            case CLUSTER_FAULT:
                return new Diagnosis(Kind.LOST, end.cause());
            default:
                return new Diagnosis(Kind.FAILED, end.cause());
        }
    }

    /**
     * @param accepted whether the job is known to have been there
     */
    static Diagnosis of(
            Answer answer,
            Questions questions,
            Submissions submissions,
            ResultRows rows,
            boolean accepted,
            long now) {
        switch (answer.kind()) {
            case NOT_THERE:
                questions.doubt(now);
                return accepted
                        ? ofKnownJob(answer.cause(), questions, submissions, now)
                        : ofPerhapsUnknownJob(answer.cause(), questions, submissions, rows, now);
            case NONE:
                questions.retry(now);
                return questions.isSilenceOver(now)
                        ? new Diagnosis(Kind.FAILED, answer.cause())
                        : new Diagnosis(Kind.OPEN, null);
            default:
                questions.answered(now);
                return new Diagnosis(Kind.ALIVE, null, answer.rows());
        }
    }

    private static Diagnosis ofKnownJob(
            Throwable cause, Questions questions, Submissions submissions, long now) {
        if (submissions.isLeaderReplaced()) {
            return new Diagnosis(Kind.LOST, cause);
        }
        return questions.isGraceOver(now)
                ? new Diagnosis(Kind.FAILED, cause)
                : new Diagnosis(Kind.OPEN, null);
    }

    /** A statement with other effects is looked up for the grace even under a newer leader. */
    private static Diagnosis ofPerhapsUnknownJob(
            Throwable cause,
            Questions questions,
            Submissions submissions,
            ResultRows rows,
            long now) {
        final Throwable trouble = submissions.trouble() == null ? cause : submissions.trouble();
        if (rows.areProtected() && (submissions.isLeaderReplaced() || questions.isGraceOver(now))) {
            return new Diagnosis(Kind.PERHAPS_NEVER_THERE, trouble);
        }
        return questions.isGraceOver(now)
                ? new Diagnosis(Kind.FAILED, LostQueryException.fateUnknown(trouble))
                : new Diagnosis(Kind.OPEN, null);
    }

    Kind kind() {
        return kind;
    }

    @Nullable
    SinkRows rows() {
        return rows;
    }

    @Nullable
    Throwable cause() {
        return cause;
    }
}
