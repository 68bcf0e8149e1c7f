package dev.olapha.tpch.clients;

/** What is behind an error: its cause, the cause of that, and so on. */
public final class RootCause {

    private RootCause() {}

    /** The innermost of them; the error itself if it has no cause. */
    public static Throwable of(Throwable error) {
        Throwable cause = error;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
