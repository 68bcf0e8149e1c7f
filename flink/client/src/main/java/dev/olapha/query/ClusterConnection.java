package dev.olapha.query;

import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestOptions;

import java.time.Duration;

/**
 * The one REST client of a cluster and process. It sends every request once: Flink's client repeats
 * a submission after any broken connection, which runs an INSERT twice if the leader was restarted
 * in place meanwhile. What is sent again is decided by the query.
 */
final class ClusterConnection {

    private final LeaderNews leaders;
    private final RestClusterClient<StandaloneClusterId> client;

    private ClusterConnection(LeaderNews leaders, RestClusterClient<StandaloneClusterId> client) {
        this.leaders = leaders;
        this.client = client;
    }

    /** Does not wait for the network. */
    static ClusterConnection open(Configuration configuration) throws Exception {
        final Configuration once = new Configuration(configuration);
        once.set(RestOptions.RETRY_MAX_ATTEMPTS, 0);
        // It also decides how long closing waits for nothing.
        once.set(RestOptions.RETRY_DELAY, Duration.ZERO);
        final LeaderNews leaders = new LeaderNews();
        return new ClusterConnection(
                leaders, new RestClusterClient<>(once, StandaloneClusterId.getInstance(), leaders));
    }

    LeaderNews leaders() {
        return leaders;
    }

    RestClusterClient<StandaloneClusterId> client() {
        return client;
    }

    /** Waits up to a few seconds for what is on its way. */
    void close() {
        client.close();
    }
}
