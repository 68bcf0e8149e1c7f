package dev.olapha.query.protocol;

import org.apache.flink.util.FlinkException;

/** Rows that the client has cannot be taken back. */
final class SinkRestartedException extends FlinkException {

    SinkRestartedException() {
        // As Flink's own client says it.
        super("Job restarted");
    }
}
