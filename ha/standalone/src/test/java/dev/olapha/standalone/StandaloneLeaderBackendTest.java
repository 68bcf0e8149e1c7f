package dev.olapha.standalone;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.testkit.leader.LeaderBackendContract;
import dev.olapha.testkit.leader.LeaderBackendFixture;
import dev.olapha.testkit.leader.RecordedWatch;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.configuration.RestOptions;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;

class StandaloneLeaderBackendTest implements LeaderBackendContract {

    @Override
    public LeaderBackendFixture newFixture() {
        return new Fixture();
    }

    @Test
    void anotherProcessFindsTheConfiguredAddresses() throws Exception {
        final LeaderBackend client = StandaloneLeaderBackend.forClient(configuration());
        final RecordedWatch watch = new RecordedWatch();
        client.watch(ComponentIds.REST_SERVER, watch);
        watch.awaitLeader(
                LeaderInformation.known(ConfiguredLeaders.SESSION, "http://jobmanager:8081"));
        client.close();
    }

    @Test
    void missingAddressIsOneSentence() {
        final Configuration configuration = new Configuration();
        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> StandaloneLeaderBackend.forClient(configuration))
                .hasMessageContaining("rest.address");
        assertThat(configuration.toMap()).isEmpty();
    }

    private static Configuration configuration() {
        final Configuration configuration = new Configuration();
        configuration.set(JobManagerOptions.ADDRESS, "jobmanager");
        configuration.set(RestOptions.ADDRESS, "jobmanager");
        configuration.set(RestOptions.PORT, 8081);
        return configuration;
    }

    private static final class Fixture implements LeaderBackendFixture {

        private LeaderBackend process;

        @Override
        public LeaderBackend join() {
            process = StandaloneLeaderBackend.forClient(configuration());
            return process;
        }

        @Override
        public void leave(LeaderBackend leaving) throws Exception {
            leaving.close();
        }

        @Override
        public Collection<String> leftovers() {
            return List.of();
        }

        @Override
        public void close() throws Exception {
            process.close();
        }
    }
}
