package dev.olapha.benchmark.report;

import com.fasterxml.jackson.annotation.JsonValue;

import java.util.Locale;

/** Whether a run measured all it was asked to. */
public enum Completion {
    /** Written before the run ended; what is there is valid. */
    RUNNING,
    COMPLETE,
    /** The user stopped it. */
    INTERRUPTED,
    FAILED;

    @JsonValue
    String inJson() {
        return name().toLowerCase(Locale.ROOT);
    }
}
