package dev.olapha.query;

/** What may be run again. */
enum RerunStatements {
    NONE,
    SELECT,
    ANY
}
