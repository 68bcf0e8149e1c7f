package dev.olapha.benchmark.profile;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;

import java.util.List;

/** What one process has written. */
@JsonIgnoreProperties(ignoreUnknown = true)
record ProcessProfile(
        String format,
        int version,
        Identity process,
        long queries,
        List<RecordedTotals> totals,
        List<RecordedQuery> timelines) {

    /**
     * Which process it was.
     *
     * @param type of the high availability that was profiled
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record Identity(String host, long pid, String role, String type, String flinkVersion) {}

    /**
     * One query, call by call.
     *
     * @param leftOut how many of its calls found no place
     */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record RecordedQuery(String query, long leftOut, List<RecordedCall> events) {}

    boolean isJobManager() {
        return "jobmanager".equals(process.role());
    }
}
