package dev.olapha.query;

import org.apache.flink.configuration.Configuration;

/** Where a query's shares of the connection to its cluster come from. */
final class ConnectionSource {

    private final Configuration configuration;

    ConnectionSource(Configuration configuration) {
        this.configuration = configuration;
    }

    /**
     * A share, to be released.
     *
     * @throws IllegalStateException if the settings, which were usable before, are not any more
     */
    ConnectionLease lease() {
        try {
            return ClusterConnections.ofThisProcess().join(configuration);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("Cannot connect to the cluster.", e);
        }
    }
}
