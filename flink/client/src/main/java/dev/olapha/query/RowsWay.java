package dev.olapha.query;

/** Who reads the rows of a job's sink. */
enum RowsWay {
    /** This client: it may hold them, and counts them anew for Flink's. */
    READ_HERE,
    /** Flink's own client, if there are any. */
    LEFT_TO_FLINK
}
