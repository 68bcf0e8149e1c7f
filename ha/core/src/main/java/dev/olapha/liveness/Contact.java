package dev.olapha.liveness;

/** What became of an attempt to reach a process. */
enum Contact {
    /** It answered and knows the secret: this very incarnation lives. */
    AUTHENTICATED,

    /** Its host says that nobody listens there. Together with an earlier contact: it is dead. */
    REFUSED,

    /**
     * Somebody accepted the connection and is not (or not yet) it: a stranger, or a process that is
     * paused. Says nothing.
     */
    ACCEPTED,

    /** No answer, no route, no such name. Says nothing. */
    SILENT
}
