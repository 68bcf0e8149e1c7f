package dev.olapha.benchmark.profile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import java.util.List;

/**
 * All calls of one operation in one process.
 *
 * @param phase {@code start}, {@code queries} or {@code end}
 * @param sized how many calls' bytes are known
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record RecordedTotals(
        String phase,
        String service,
        String operation,
        long calls,
        long failed,
        long micros,
        long longestMicros,
        long sized,
        long bytes,
        List<DurationClass> durations) {

    /** How many calls were at most that long, and longer than the class before. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record DurationClass(long upToMicros, long calls) {}

    /** What a query costs, in contrast to the start and the end of a process. */
    boolean isOfQueries() {
        return "queries".equals(phase);
    }
}
