package dev.olapha.demonstration;

import dev.olapha.tpch.ShortQuerySettings;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** How every process of the cluster is configured. */
final class OlapSettings {

    private final Map<String, String> settings = new LinkedHashMap<>();

    OlapSettings() {
        // The product.
        with("high-availability.type", "dev.olapha.OlapHaServicesFactory");
        with("high-availability.job-recovery.enabled", "false");
        // Queries that are lost with their leader are run again, without their client's doing.
        with("execution.target", "olap");
        // Flink's own advice for short queries.
        settings.putAll(ShortQuerySettings.toMap());
    }

    OlapSettings with(String key, String value) {
        settings.put(key, value);
        return this;
    }

    OlapSettings with(Map<String, String> more) {
        settings.putAll(more);
        return this;
    }

    Map<String, String> toMap() {
        return Map.copyOf(settings);
    }

    /** The settings in their order, one a line. */
    @Override
    public String toString() {
        return settings.entrySet().stream()
                .map(entry -> "    " + entry.getKey() + ": " + entry.getValue())
                .collect(Collectors.joining("\n"));
    }
}
