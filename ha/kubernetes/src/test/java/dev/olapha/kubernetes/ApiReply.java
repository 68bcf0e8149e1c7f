package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.com.fasterxml.jackson.databind.JsonNode;

/** What the {@link MockApiServer} answers. */
final class ApiReply {

    private final int status;
    private final JsonNode body;

    private ApiReply(int status, JsonNode body) {
        this.status = status;
        this.body = body;
    }

    static ApiReply of(JsonNode body) {
        return of(200, body);
    }

    static ApiReply of(int status, JsonNode body) {
        return new ApiReply(status, body);
    }

    static ApiReply failure(int status, String reason, String message) {
        return new ApiReply(
                status,
                ApiObjects.JSON
                        .createObjectNode()
                        .put("kind", "Status")
                        .put("apiVersion", "v1")
                        .put("status", "Failure")
                        .put("reason", reason)
                        .put("message", message)
                        .put("code", status));
    }

    int status() {
        return status;
    }

    JsonNode body() {
        return body;
    }
}
