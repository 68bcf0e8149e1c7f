package dev.olapha.zookeeper;

import dev.olapha.config.LivenessSettings;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderEpoch;
import dev.olapha.liveness.ProcessLiveness;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.threads.ThreadLeaks;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What a proof of death leads to. Here every proof is a false alarm, the worst case: the "dead"
 * process only closes its liveness port and goes on. Sessions time out after minutes, so whatever
 * happens in a test does not happen for that.
 */
@Timeout(120)
class ProvenDeathTest {

    private static final Duration SESSION_TIMEOUT = Duration.ofMinutes(5);

    private final EmbeddedZooKeeper server =
            EmbeddedZooKeeper.start(
                    ZooKeeperSettings.defaults()
                            .withSessionTimeouts(Duration.ofSeconds(1), SESSION_TIMEOUT));
    private final List<AutoCloseable> opened = new ArrayList<>(List.of(server));

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void processFalselyTakenForDeadIsSucceededAndStepsDownAndStandsAgain() throws Exception {
        final Process first = new Process();
        final UUID firstTerm = first.election.awaitGrant();
        final Process second = new Process();
        second.awaitContactWith(first);

        first.liveness.close();

        final UUID secondTerm = second.election.awaitGrant();
        first.election.awaitRevoke();
        assertThat(LeaderEpoch.of(secondTerm)).isGreaterThan(LeaderEpoch.of(firstTerm));
        await("the first to stand for election again").until(() -> latchNodes().size() == 2);
        assertThat(first.election.grants()).hasSize(1);
        first.election.assertInTurn();
        assertThat(first.election.errors()).isEmpty();
    }

    @Test
    void deadStandbyLeavesTheQueueAndTheLeaderStays() throws Exception {
        final Process first = new Process();
        first.election.awaitGrant();
        final Process second = new Process();
        await().until(() -> latchNodes().size() == 2);
        final Process third = new Process();
        third.awaitContactWith(second);
        final long dead = second.session();

        second.liveness.close();

        await("the session of the second to end")
                .until(() -> !server.ephemeralOwners().containsValue(dead));
        assertThat(first.election.grants()).hasSize(1);
        assertThat(first.driver.hasLeadership()).isTrue();
        assertThat(third.driver.hasLeadership()).isFalse();
    }

    @Test
    void recordThatNamesAnothersSessionEndsNoSession() throws Exception {
        final Process first = new Process();
        first.election.awaitGrant();
        final String node = latchNodes().get(0);
        final String forged =
                new String(first.read(node), StandardCharsets.US_ASCII)
                        .replaceAll("session [0-9a-f]+", "session 1");
        first.connection.absolute().setData().forPath(node, forged.getBytes());
        final Process second = new Process();
        await().until(() -> latchNodes().size() == 2);

        first.liveness.close();

        second.standsAsideFor(Duration.ofSeconds(2));
        assertThat(first.driver.hasLeadership()).isTrue();
    }

    @Test
    void standbyThatIsCutOffFromTheStoreEndsNothing() throws Exception {
        final Process first = new Process();
        first.election.awaitGrant();
        final Process second = new Process();
        second.awaitContactWith(first);

        server.stop();
        first.liveness.close();
        first.election.awaitRevoke();
        server.startAgain();

        // Whoever is elected now, it is one, and it leads in a new term.
        await("a leader")
                .until(() -> first.driver.hasLeadership() != second.driver.hasLeadership());
        first.election.assertInTurn();
        second.election.assertInTurn();
    }

    @Test
    void noThreadIsLeft() throws Exception {
        final ThreadLeaks leaks = ThreadLeaks.since();
        final Process first = new Process();
        first.election.awaitGrant();
        final Process second = new Process();
        second.awaitContactWith(first);
        first.liveness.close();
        second.election.awaitGrant();
        first.close();
        second.close();
        opened.removeAll(List.of(first, second));
        // Others are the ZooKeeper server's, which goes on.
        await("the product's threads to end")
                .until(() -> leaks.leaked().stream().noneMatch(name -> name.contains("olap-ha")));
    }

    private List<String> latchNodes() {
        return server.znodes().stream()
                .filter(path -> path.contains(LeaderPaths.LATCH_MARK))
                .collect(Collectors.toList());
    }

    private Configuration configuration() {
        final Configuration configuration = new Configuration();
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, server.connectString());
        configuration.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, SESSION_TIMEOUT);
        configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
        configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
        return configuration;
    }

    /** One JobManager, with all other settings at their defaults. */
    private final class Process implements AutoCloseable {

        private final RecordedElection election = new RecordedElection();
        private final ProcessLiveness liveness =
                new ProcessLiveness(LivenessSettings.from(configuration()));
        private final ZooKeeperConnection connection = ZooKeeperConnection.open(configuration());
        private final LeaderBackend backend;
        private final LeaderElectionDriver driver;

        private Process() throws Exception {
            connection.awaitConnected();
            backend = ZooKeeperLeaderBackend.start(connection, liveness);
            driver = backend.createElectionDriver(election);
            opened.add(0, this);
        }

        private long session() throws Exception {
            return connection.curator().getZookeeperClient().getZooKeeper().getSessionId();
        }

        private byte[] read(String node) throws Exception {
            return connection.absolute().getData().forPath(node);
        }

        private void awaitContactWith(Process other) {
            await("a connection to the liveness port").until(() -> other.liveness.peerCount() > 0);
        }

        private void standsAsideFor(Duration time) {
            await().during(time).atMost(time.plusSeconds(5)).until(() -> !driver.hasLeadership());
        }

        @Override
        public void close() throws Exception {
            driver.close();
            backend.close();
            connection.close();
        }
    }
}
