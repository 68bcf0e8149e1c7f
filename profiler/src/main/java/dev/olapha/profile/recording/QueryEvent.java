package dev.olapha.profile.recording;

import java.util.Optional;
import java.util.OptionalLong;

/** One call of one query. Whoever made it fills it in; another thread may write it to a file. */
final class QueryEvent {

    private static final long UNKNOWN = -1;

    private final Operation operation;
    private final Waiting waiting;
    private final String thread;
    private final long startMicros;
    private volatile long durationMicros = UNKNOWN;
    private volatile long bytes = UNKNOWN;

    /** Null until the call has ended. */
    private volatile Outcome outcome;

    QueryEvent(Operation operation, Waiting waiting, String thread, long startMicros) {
        this.operation = operation;
        this.waiting = waiting;
        this.thread = thread;
        this.startMicros = startMicros;
    }

    void ended(long micros, Outcome how) {
        durationMicros = micros;
        outcome = how;
    }

    void sized(long size) {
        bytes = size;
    }

    Operation operation() {
        return operation;
    }

    Waiting waiting() {
        return waiting;
    }

    String thread() {
        return thread;
    }

    /** Microseconds since 1970. */
    long startMicros() {
        return startMicros;
    }

    /** Empty while the call goes on. */
    OptionalLong durationMicros() {
        return known(durationMicros);
    }

    OptionalLong bytes() {
        return known(bytes);
    }

    /** Empty while the call goes on. */
    Optional<Outcome> outcome() {
        return Optional.ofNullable(outcome);
    }

    private static OptionalLong known(long value) {
        return value == UNKNOWN ? OptionalLong.empty() : OptionalLong.of(value);
    }
}
