package dev.olapha.it;

import dev.olapha.testkit.process.FlinkCluster;
import dev.olapha.testkit.process.FlinkClusterBuilder;
import dev.olapha.testkit.process.FlinkProcess;
import dev.olapha.testkit.process.PrintClustersOnFailure;
import dev.olapha.testkit.zookeeper.ZooKeeperCredentials;
import dev.olapha.testkit.zookeeper.ZooKeeperProcess;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * A ZooKeeper that serves only who proves who he is: the election works, and a dead leader's
 * session is ended at once, over a connection of its own that must prove the same.
 */
@ExtendWith(PrintClustersOnFailure.class)
class SecuredZooKeeperIT {

    private static final Duration SESSION_TIMEOUT = Duration.ofSeconds(60);

    /** Far below the session timeout, far above what a busy machine needs. */
    private static final Duration SOON = Duration.ofSeconds(25);

    private static final int SLOTS = 2;

    @TempDir Path directory;

    /** With znodes that nobody but their creator may read or write. */
    @Test
    void withSasl() throws Exception {
        final ZooKeeperCredentials credentials = ZooKeeperCredentials.sasl(directory);
        deadLeaderIsReplacedAtOnce(
                credentials,
                cluster(credentials).config("high-availability.zookeeper.client.acl", "creator"));
    }

    @Test
    void withTls() throws Exception {
        final ZooKeeperCredentials credentials = ZooKeeperCredentials.tls(directory);
        deadLeaderIsReplacedAtOnce(credentials, cluster(credentials));
    }

    private void deadLeaderIsReplacedAtOnce(
            ZooKeeperCredentials credentials, FlinkClusterBuilder builder) throws Exception {
        try (ZooKeeperProcess zooKeeper =
                ZooKeeperProcess.start(
                        directory.resolve("zookeeper"),
                        ZooKeeperSettings.defaults()
                                .withSessionTimeouts(Duration.ofSeconds(1), SESSION_TIMEOUT)
                                .withCredentials(credentials))) {
            assertThatAStrangerIsNotServed(zooKeeper);
            builder.config("high-availability.zookeeper.quorum", zooKeeper.connectString())
                    .run(SecuredZooKeeperIT::killTheLeader);
        }
    }

    private FlinkClusterBuilder cluster(ZooKeeperCredentials credentials) {
        final String[] options = credentials.clientJvmOptions().toArray(String[]::new);
        return Product.withJar(directory)
                .config("high-availability.type", Product.FACTORY)
                .config("high-availability.job-recovery.enabled", "false")
                .jobManagerJvmOptions(options)
                .taskManagerJvmOptions(options)
                .jobManagers(2)
                .taskManagers(1)
                .slotsPerTaskManager(SLOTS);
    }

    private static void killTheLeader(FlinkCluster cluster) throws Exception {
        final FlinkProcess leader = cluster.awaitLeader(SOON);
        final List<FlinkProcess> others =
                cluster.jobManagers().stream().filter(process -> process != leader).toList();
        others.forEach(
                standby -> standby.awaitLog("DeathWatch .*In contact with the process at ", SOON));

        leader.kill();

        cluster.awaitLeaderOtherThan(leader, SOON);
        cluster.awaitSlotsAvailable(SLOTS, SOON);
    }

    private static void assertThatAStrangerIsNotServed(ZooKeeperProcess zooKeeper)
            throws Exception {
        final ZooKeeper stranger = new ZooKeeper(zooKeeper.connectString(), 1_000, event -> {});
        try {
            assertThatThrownBy(() -> stranger.exists("/", false))
                    .isInstanceOf(KeeperException.class);
        } finally {
            stranger.close(1_000);
        }
    }
}
