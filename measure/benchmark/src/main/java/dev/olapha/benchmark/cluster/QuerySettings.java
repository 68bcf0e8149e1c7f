package dev.olapha.benchmark.cluster;

import java.util.Map;

/** Settings of all clusters that are compared, whatever their mode. */
final class QuerySettings {

    /**
     * Finished queries that the JobManager keeps; its default would fill the heap in a long run.
     */
    static final int KEPT_QUERIES = 50;

    private QuerySettings() {}

    static Map<String, String> toMap() {
        return Map.of(
                // By default a query first waits 20 ms and then 50 ms for others to ask for slots
                // with it. What is to be measured would hide behind that, and so would differences
                // between modes. Flink 1.20 has only the second of the two waits, and does not
                // know the first key.
                "slot.request.max-interval",
                "0 ms",
                "slotmanager.requirement-check.delay",
                "0 ms",
                "jobstore.max-capacity",
                Integer.toString(KEPT_QUERIES));
    }
}
