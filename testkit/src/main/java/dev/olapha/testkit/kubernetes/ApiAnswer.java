package dev.olapha.testkit.kubernetes;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

/** What an API server answered. Immutable. */
public final class ApiAnswer {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final int status;
    private final String body;

    ApiAnswer(int status, String body) {
        this.status = status;
        this.body = body;
    }

    /** The HTTP status. */
    public int status() {
        return status;
    }

    public String body() {
        return body;
    }

    /**
     * The body as JSON.
     *
     * @throws IllegalStateException if it is none
     */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Not JSON: " + this, e);
        }
    }

    /**
     * This answer, if it tells of a success.
     *
     * @throws IllegalStateException if it does not
     */
    public ApiAnswer orThrow() {
        if (status / 100 != 2) {
            throw new IllegalStateException("The API server answers " + this);
        }
        return this;
    }

    @Override
    public String toString() {
        return status + ": " + body;
    }
}
