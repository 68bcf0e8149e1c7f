package dev.olapha;

import org.apache.flink.configuration.Configuration;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The settings by which one client connection differs from another. */
public final class ClientSettings {

    private static final List<String> PREFIXES =
            List.of(
                    "high-availability.",
                    "zookeeper.",
                    "security.",
                    "kubernetes.",
                    "rest.",
                    "jobmanager.rpc.");

    private ClientSettings() {}

    /** May contain secrets; only for comparing. */
    public static Map<String, String> of(Configuration configuration) {
        return configuration.toMap().entrySet().stream()
                .filter(entry -> PREFIXES.stream().anyMatch(entry.getKey()::startsWith))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
