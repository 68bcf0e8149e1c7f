package dev.olapha.liveness;

import dev.olapha.config.LivenessSettings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.configuration.JobManagerOptions;

import org.junit.jupiter.api.Test;

import java.net.InetAddress;
import java.net.ServerSocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProcessLivenessTest {

    private final Configuration configuration = new Configuration();

    ProcessLivenessTest() {
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(JobManagerOptions.ADDRESS, "jm-1.example");
    }

    @Test
    void switchedOffItOpensNothing() {
        configuration.setString("high-availability.liveness.enabled", "false");
        try (ProcessLiveness liveness = liveness()) {
            assertThat(liveness.announce()).isEmpty();
        }
    }

    @Test
    void announcesOnePortUnderTheAddressOfTheJobManager() {
        try (ProcessLiveness liveness = liveness()) {
            final LivenessEndpoint endpoint = liveness.announce().orElseThrow();
            assertThat(endpoint.host()).isEqualTo("jm-1.example");
            assertThat(liveness.announce()).contains(endpoint);
        }
    }

    @Test
    void takesTheNextPortOfARangeIfTheFirstIsTaken() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"));
                ServerSocket next = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            next.close();
            configuration.setString(
                    "high-availability.liveness.port",
                    taken.getLocalPort() + "," + next.getLocalPort());
            try (ProcessLiveness liveness = liveness()) {
                assertThat(liveness.announce().orElseThrow().port()).isEqualTo(next.getLocalPort());
            }
        }
    }

    @Test
    void hostThatNobodyKnowsIsOneSentence() {
        configuration.set(JobManagerOptions.BIND_HOST, "no-such-host.invalid");
        try (ProcessLiveness liveness = liveness()) {
            assertThatThrownBy(liveness::announce)
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContainingAll(
                            "'jobmanager.bind-host'", "'no-such-host.invalid'", "allowed");
        }
    }

    @Test
    void portThatIsTakenIsOneSentence() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            configuration.setString(
                    "high-availability.liveness.port", Integer.toString(taken.getLocalPort()));
            try (ProcessLiveness liveness = liveness()) {
                assertThatThrownBy(liveness::announce)
                        .isInstanceOf(IllegalConfigurationException.class)
                        .hasMessageContaining("high-availability.liveness.port")
                        .hasMessageContaining("no port of it could be bound at '127.0.0.1'");
            }
        }
    }

    private ProcessLiveness liveness() {
        return new ProcessLiveness(LivenessSettings.from(configuration));
    }
}
