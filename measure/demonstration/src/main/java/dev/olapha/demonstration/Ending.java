package dev.olapha.demonstration;

/** What becomes of the cluster at the end. */
enum Ending {
    /** It is stopped. */
    STOP,
    /** It runs until somebody stops it. */
    KEEP
}
