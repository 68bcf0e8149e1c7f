package dev.olapha.simulation;

/** What must hold. */
enum Rule {
    NO_WAY_BACK,
    PROGRESS,
    QUIET,
    TOLD,
    NOTHING_LEFT
}
