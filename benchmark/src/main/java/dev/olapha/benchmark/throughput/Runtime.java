package dev.olapha.benchmark.throughput;

import com.fasterxml.jackson.annotation.JsonProperty;

/** What the clusters consist of. */
enum Runtime {
    /** A JobManager and a TaskManager in this JVM, as in Flink's own benchmark. */
    @JsonProperty("embedded")
    EMBEDDED,
    /** A process for each, asked over REST. */
    @JsonProperty("processes")
    PROCESSES
}
