package dev.olapha.query.protocol;

import javax.annotation.Nullable;

/** How a query ended. */
public final class Outcome {

    /** The kinds of ends. */
    public enum Kind {
        FINISHED,
        FAILED,
        CANCELED
    }

    private final Kind kind;
    @Nullable private final Throwable cause;

    private Outcome(Kind kind, @Nullable Throwable cause) {
        this.kind = kind;
        this.cause = cause;
    }

    static Outcome finished() {
        return new Outcome(Kind.FINISHED, null);
    }

    static Outcome failed(Throwable cause) {
        return new Outcome(Kind.FAILED, cause);
    }

    static Outcome canceled(@Nullable Throwable cause) {
        return new Outcome(Kind.CANCELED, cause);
    }

    public Kind kind() {
        return kind;
    }

    /** Null if it finished, or was cancelled through this client. */
    @Nullable
    public Throwable cause() {
        return cause;
    }
}
