package dev.olapha.query.protocol;

import java.util.List;

/** Serialized rows as a job's sink gives them. */
public final class SinkRows {

    private final String version;
    private final Batch batch;

    /**
     * @param version by which a sink that was started anew differs
     * @param offset of the first row, as this sink counts
     */
    public SinkRows(String version, long offset, List<byte[]> rows) {
        this.version = version;
        this.batch = new Batch(offset, rows);
    }

    boolean areNone() {
        return batch.rows().isEmpty();
    }

    String version() {
        return version;
    }

    Batch batch() {
        return batch;
    }
}
