package dev.olapha.query.protocol;

/** Until when a query may be run again without anybody seeing it. */
public enum Protection {
    /** Never: it has another effect than rows for its client, or nobody knows. */
    NONE,
    /** Until its first row was handed on; rows are handed on as they come. */
    UNTIL_FIRST_ROW,
    /** As before, and its rows are held back until they are complete. */
    HOLDING_ROWS
}
