package dev.olapha.zookeeper;

import dev.olapha.config.LivenessSettings;
import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderEpoch;
import dev.olapha.liveness.ProcessLiveness;
import dev.olapha.testkit.leader.RecordedElection;
import dev.olapha.testkit.leader.RecordedWatch;
import dev.olapha.testkit.zookeeper.DelayProxy;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;
import dev.olapha.testkit.zookeeper.ZooKeeperEnsemble;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.JobManagerOptions;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What servers say of their ensemble moves nobody away from where the configuration sends him.
 * Curator's ensemble tracker is at its default, which is on: it replaces the connection string by
 * what the servers say, and before Curator 5.5 (Flink 1.20 to 2.2) loses the chroot with it
 * (CURATOR-664), so that a process whose session has expired would elect itself beside the leader.
 */
@Timeout(180)
class EnsembleTrackerTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Deque<AutoCloseable> opened = new ArrayDeque<>();

    @AfterEach
    void close() throws Exception {
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }

    @Test
    void afterExpiredSessionsOneLeadsBelowTheChrootAndReadersHearIt(@TempDir Path directory)
            throws Exception {
        final ZooKeeperEnsemble servers =
                opened(ZooKeeperEnsemble.start(directory, ZooKeeperSettings.defaults()));
        final String quorum = Chroot.create(servers.connectString()).below(servers.connectString());
        final Process first = new Process(quorum);
        final LeaderElectionDriver firstDriver = first.stand();
        final UUID firstTerm = first.election.awaitGrant();
        final Process second = new Process(quorum);
        final LeaderElectionDriver secondDriver = second.stand();
        await().atMost(PATIENCE).until(() -> latchNodes(servers) == 2);
        final Process reader = new Process(quorum);
        final RecordedWatch watch = new RecordedWatch();
        reader.backend.watch(ComponentIds.DISPATCHER, watch);
        watch.awaitLeader(publish(firstDriver, firstTerm));

        servers.expireSession(reader.session());
        servers.expireSession(first.session());

        final UUID secondTerm = second.election.awaitGrant();
        first.election.awaitRevoke();
        assertThat(LeaderEpoch.of(secondTerm)).isGreaterThan(LeaderEpoch.of(firstTerm));
        watch.awaitLeader(publish(secondDriver, secondTerm));
        await("both to stand for election").atMost(PATIENCE).until(() -> latchNodes(servers) == 2);
        assertThat(servers.znodes()).allMatch(path -> path.startsWith(Chroot.PATH));
        assertThat(firstDriver.hasLeadership()).isFalse();
        assertThat(secondDriver.hasLeadership()).isTrue();
    }

    /** A load balancer, a proxy, a name: where the servers say that they are, nobody may get. */
    @Test
    void afterAnExpiredSessionTheServersAreStillSoughtWhereTheyAreConfigured() throws Exception {
        final EmbeddedZooKeeper server =
                opened(EmbeddedZooKeeper.start(ZooKeeperSettings.defaults().announcingItself()));
        final DelayProxy balancer = opened(DelayProxy.to(server.connectString(), Duration.ZERO));
        final Process process =
                new Process(Chroot.create(server.connectString()).below(balancer.connectString()));
        process.stand();
        final UUID term = process.election.awaitGrant();
        server.expireSession(process.session());
        process.election.awaitGrantAfter(term);

        balancer.cut();

        process.election.awaitRevoke();
        balancer.restore();
        process.election.awaitGrant();
    }

    private static long latchNodes(ZooKeeperEnsemble servers) {
        return servers.znodes().stream()
                .filter(path -> path.contains(LeaderPaths.LATCH_MARK))
                .count();
    }

    private static LeaderInformation publish(LeaderElectionDriver driver, UUID term) {
        final LeaderInformation leader =
                LeaderInformation.known(term, "pekko.tcp://flink@h:1/user/rpc/dispatcher");
        driver.publishLeaderInformation(ComponentIds.DISPATCHER, leader);
        return leader;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        opened.push(resource);
        return resource;
    }

    /** With all settings but the session timeout and the address at their defaults. */
    private final class Process {

        private final RecordedElection election = new RecordedElection();
        private final ZooKeeperConnection connection;
        private final LeaderBackend backend;

        private Process(String quorum) throws Exception {
            final Configuration configuration = new Configuration();
            configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, quorum);
            configuration.set(
                    HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, Duration.ofSeconds(5));
            configuration.set(JobManagerOptions.BIND_HOST, "127.0.0.1");
            configuration.set(JobManagerOptions.ADDRESS, "127.0.0.1");
            connection = opened(ZooKeeperConnection.open(configuration));
            connection.awaitConnected();
            backend =
                    ZooKeeperLeaderBackend.start(
                            connection, new ProcessLiveness(LivenessSettings.from(configuration)));
            opened.push(backend::close);
        }

        private LeaderElectionDriver stand() throws Exception {
            return opened(backend.createElectionDriver(election));
        }

        private long session() throws Exception {
            return connection.curator().getZookeeperClient().getZooKeeper().getSessionId();
        }
    }
}
