package dev.olapha.config;

/** Where leaders are elected and their addresses are recorded. */
public enum LeaderServicesType {
    /** A ZooKeeper ensemble, configured with Flink's {@code high-availability.zookeeper.*} keys. */
    ZOOKEEPER("zookeeper"),
    /**
     * A Kubernetes API server, configured with Flink's {@code kubernetes.*} and {@code
     * high-availability.kubernetes.*} keys.
     */
    KUBERNETES("kubernetes"),
    /** No election: the only JobManager leads for as long as it lives. */
    STANDALONE("standalone");

    private final String configValue;

    LeaderServicesType(String configValue) {
        this.configValue = configValue;
    }

    /** The value as it stands in the configuration. */
    public String configValue() {
        return configValue;
    }
}
