package dev.olapha.faults.cluster;

import java.util.Map;

/** Most faults strike any cluster. */
final class NoPreparation implements Preparation {

    @Override
    public Map<String, String> settings(String process) {
        return Map.of();
    }

    @Override
    public void close() {}
}
