package dev.olapha.query.protocol;

import java.util.List;

/** Serialized rows, and where in the result they begin. */
public final class Batch {

    private final long offset;
    private final List<byte[]> rows;

    public Batch(long offset, List<byte[]> rows) {
        this.offset = offset;
        this.rows = rows;
    }

    /** How many rows of the result come before. */
    public long offset() {
        return offset;
    }

    public List<byte[]> rows() {
        return rows;
    }
}
