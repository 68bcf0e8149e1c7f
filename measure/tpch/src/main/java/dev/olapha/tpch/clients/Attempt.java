package dev.olapha.tpch.clients;

import java.time.Duration;
import java.time.Instant;

/**
 * One submission of a query and what became of it. Immutable.
 *
 * @param client the number of the client that submitted it
 * @param query the query's name
 * @param detail what went wrong; empty if nothing did
 */
public record Attempt(
        int client,
        String query,
        Instant submitted,
        Instant ended,
        Outcome outcome,
        String detail) {

    /** What became of a query. */
    public enum Outcome {
        /** The answer was the expected one. */
        RIGHT,
        /** There was an answer, and it was another one. */
        WRONG,
        /** There was an error. */
        FAILED,
        /** There was neither in time. */
        UNANSWERED
    }

    public Duration latency() {
        return Duration.between(submitted, ended);
    }

    public boolean isRight() {
        return outcome == Outcome.RIGHT;
    }
}
