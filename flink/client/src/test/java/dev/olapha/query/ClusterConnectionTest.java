package dev.olapha.query;

import dev.olapha.query.protocol.Fate;

import org.apache.flink.client.deployment.StandaloneClusterId;
import org.apache.flink.client.program.rest.RestClusterClient;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.jobgraph.JobGraph;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.concurrent.ExecutionException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/** A submission whose connection breaks when its first byte has arrived. */
@Timeout(60)
class ClusterConnectionTest {

    private final Configuration configuration = new Configuration();
    private BrokenConnections endpoint;

    @BeforeEach
    void start() throws Exception {
        endpoint = BrokenConnections.start();
        configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.ADDRESS, "127.0.0.1");
        configuration.set(RestOptions.PORT, endpoint.port());
        configuration.set(RestOptions.RETRY_MAX_ATTEMPTS, 3);
        configuration.set(RestOptions.RETRY_DELAY, Duration.ofMillis(1));
    }

    @AfterEach
    void stop() throws Exception {
        endpoint.close();
    }

    @Test
    void isSentOnce() throws Exception {
        final ClusterConnection connection = ClusterConnection.open(configuration);
        try {
            final ExecutionException failure = submit(connection.client());
            assertThat(endpoint.requests()).isEqualTo(1);
            assertThat(Failures.ofSubmission(failure)).isEqualTo(Fate.UNKNOWN);
        } finally {
            connection.close();
        }
    }

    /** Why: an INSERT that is sent twice to a leader that was restarted meanwhile runs twice. */
    @Test
    void isSentAgainByFlinksOwnClient() throws Exception {
        try (RestClusterClient<StandaloneClusterId> client =
                new RestClusterClient<>(configuration, StandaloneClusterId.getInstance())) {
            submit(client);
            assertThat(endpoint.requests()).isGreaterThan(1);
        }
    }

    private static ExecutionException submit(RestClusterClient<?> client) {
        return catchThrowableOfType(
                ExecutionException.class, () -> client.submitJob(new JobGraph("insert")).get());
    }
}
