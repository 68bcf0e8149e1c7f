package dev.olapha.tpch;

import java.util.LinkedHashMap;
import java.util.Map;

/** Flink's own advice for clusters that answer short queries, as its configuration has it. */
public final class ShortQuerySettings {

    private ShortQuerySettings() {}

    /** In an order that reads well. */
    public static Map<String, String> toMap() {
        final Map<String, String> settings = new LinkedHashMap<>();
        settings.put("execution.batch-shuffle-mode", "ALL_EXCHANGES_PIPELINED");
        settings.put("jobmanager.scheduler", "Default");
        settings.put("jobmanager.execution.failover-strategy", "full");
        settings.put("restart-strategy.type", "none");
        settings.put("parallelism.default", "1");
        // Otherwise one TaskManager gets all queries.
        settings.put("taskmanager.load-balance.mode", "SLOTS");
        return settings;
    }
}
