package dev.olapha.query;

import dev.olapha.query.protocol.Batch;

import org.apache.flink.runtime.operators.coordination.CoordinationResponse;

import java.util.concurrent.CompletableFuture;

/** A client that waits for rows. */
final class RowsRequest {

    private final String operator;
    private final long offset;
    private final CompletableFuture<CoordinationResponse> response = new CompletableFuture<>();

    RowsRequest(String operator, long offset) {
        this.operator = operator;
        this.offset = offset;
    }

    /** The sink, as Flink's client names it. */
    String operator() {
        return operator;
    }

    /** The client has all rows before it. */
    long offset() {
        return offset;
    }

    CompletableFuture<CoordinationResponse> response() {
        return response;
    }

    void answer(String version, Batch batch) {
        response.completeAsync(() -> CollectedRows.toResponse(version, batch));
    }
}
