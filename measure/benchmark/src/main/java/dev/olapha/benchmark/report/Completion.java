package dev.olapha.benchmark.report;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Whether a run measured all it was asked to. */
public enum Completion {
    /** Written before the run ended; what is there is valid. */
    @JsonProperty("running")
    RUNNING,
    @JsonProperty("complete")
    COMPLETE,
    /** The user stopped it. */
    @JsonProperty("interrupted")
    INTERRUPTED,
    @JsonProperty("failed")
    FAILED
}
