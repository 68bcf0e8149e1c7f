package dev.olapha.zookeeper;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderRetrievalBackend;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

/** A chroot that is not there: ZooKeeper's client takes it for an empty ZooKeeper. */
@Timeout(120)
class ChrootTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void missingChrootEndsTheStartWithASentence() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture();
                ZooKeeperConnection connection =
                        ZooKeeperConnection.open(withChroot(fixture, "/ns/missing"))) {
            assertThatThrownBy(connection::awaitConnected)
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM.key())
                    .hasMessageContaining("'/ns/missing'");
        }
    }

    @Test
    void readerIsToldOfAMissingChrootAndHearsALeaderOnceItIsThere() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture();
                Operator operator = Operator.of(fixture.server().connectString());
                ZooKeeperConnection connection =
                        ZooKeeperConnection.open(withChroot(fixture, "/ns/later"))) {
            final LeaderRetrievalBackend reader = ZooKeeperLeaderRetrievalBackend.start(connection);
            final RecordedWatch watch = new RecordedWatch();
            reader.watch(ComponentIds.REST_SERVER, watch);
            await("the sentence").atMost(PATIENCE).until(() -> !watch.errors().isEmpty());
            assertThat(watch.errors().get(0))
                    .isInstanceOf(IllegalConfigurationException.class)
                    .hasMessageContaining("'/ns/later'");

            operator.create("/ns/later");

            final RecordedElection election = new RecordedElection();
            final LeaderBackend process =
                    fixture.join(ZooKeeperConnection.open(withChroot(fixture, "/ns/later")));
            final LeaderElectionDriver driver = process.createElectionDriver(election);
            final LeaderInformation leader =
                    LeaderInformation.known(election.awaitGrant(), "http://127.0.0.1:8081");
            driver.publishLeaderInformation(ComponentIds.REST_SERVER, leader);
            watch.awaitLeader(leader);
            driver.close();
            reader.close();
        }
    }

    @Test
    void chrootThatVanishesEndsTheElectionWithASentence() throws Exception {
        try (ZooKeeperFixture fixture = new ZooKeeperFixture();
                Operator operator = Operator.of(fixture.server().connectString())) {
            final RecordedElection election = new RecordedElection();
            final LeaderElectionDriver driver = fixture.join().createElectionDriver(election);
            election.awaitGrant();

            operator.deleteWithAllBelow(Chroot.PATH);

            await("the sentence").atMost(PATIENCE).until(() -> !election.errors().isEmpty());
            assertThat(election.errors()).hasSize(1);
            assertThat(election.errors().get(0))
                    .hasRootCauseInstanceOf(IllegalConfigurationException.class)
                    .rootCause()
                    .hasMessageContaining("'" + Chroot.PATH + "'");
            assertThat(driver.hasLeadership()).isFalse();
            driver.close();
        }
    }

    private static Configuration withChroot(ZooKeeperFixture fixture, String chroot) {
        final Configuration configuration = fixture.configuration();
        configuration.set(
                HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM,
                fixture.server().connectString() + chroot);
        return configuration;
    }
}
