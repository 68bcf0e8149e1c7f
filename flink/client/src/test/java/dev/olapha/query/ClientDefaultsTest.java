package dev.olapha.query;

import dev.olapha.OlapHaServicesFactory;

import org.apache.flink.client.deployment.DefaultClusterClientServiceLoader;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.DeploymentOptions;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.core.execution.DefaultExecutorServiceLoader;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;

/** Through the doors by which Flink finds an executor or a client. */
class ClientDefaultsTest {

    private final Configuration configuration = new Configuration();

    @ParameterizedTest
    @ValueSource(strings = {"remote", "olap"})
    void processesOfTheProductAskAgainSoon(String target) throws Exception {
        configuration.set(HighAvailabilityOptions.HA_MODE, OlapHaServicesFactory.class.getName());
        find(target);
        assertThat(configuration.get(RestOptions.RETRY_DELAY)).isEqualTo(Duration.ofMillis(200));
        assertThat(configuration.get(RestOptions.RETRY_MAX_ATTEMPTS)).isEqualTo(300);
    }

    @Test
    void theUsersWordWins() throws Exception {
        configuration.set(HighAvailabilityOptions.HA_MODE, OlapHaServicesFactory.class.getName());
        configuration.set(RestOptions.RETRY_DELAY, Duration.ofSeconds(7));
        find("remote");
        assertThat(configuration.get(RestOptions.RETRY_DELAY)).isEqualTo(Duration.ofSeconds(7));
    }

    @Test
    void otherHighAvailabilityKeepsFlinksDefaults() throws Exception {
        find("remote");
        assertThat(configuration.contains(RestOptions.RETRY_DELAY)).isFalse();
    }

    @Test
    void theTargetHasAnExecutorAndAClient() throws Exception {
        configuration.set(DeploymentOptions.TARGET, "olap");
        assertThat(new DefaultExecutorServiceLoader().getExecutorFactory(configuration))
                .isInstanceOf(OlapExecutorFactory.class);
        assertThat(new DefaultClusterClientServiceLoader().getClusterClientFactory(configuration))
                .isInstanceOf(OlapClusterClientFactory.class);
    }

    private void find(String target) throws Exception {
        configuration.set(DeploymentOptions.TARGET, target);
        new DefaultExecutorServiceLoader().getExecutorFactory(configuration);
    }
}
