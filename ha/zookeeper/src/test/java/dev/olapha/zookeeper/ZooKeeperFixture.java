package dev.olapha.zookeeper;

import dev.olapha.config.LivenessSettings;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.liveness.ProcessLiveness;
import dev.olapha.testkit.leader.DamagingFixture;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;
import dev.olapha.testkit.zookeeper.ZooKeeperSettings;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A cluster below a chroot on a ZooKeeper in this JVM, which announces its address as servers of an
 * ensemble do; every process has a connection of its own.
 */
final class ZooKeeperFixture implements DamagingFixture {

    private final EmbeddedZooKeeper server =
            EmbeddedZooKeeper.start(ZooKeeperSettings.defaults().announcingItself());
    private final Chroot chroot = Chroot.create(server.connectString());
    private final Map<LeaderBackend, ZooKeeperConnection> processes = new HashMap<>();

    Configuration configuration() {
        final Configuration configuration = new Configuration();
        configuration.set(
                HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, chroot.below(server.connectString()));
        configuration.set(HighAvailabilityOptions.ZOOKEEPER_SESSION_TIMEOUT, Duration.ofSeconds(4));
        configuration.set(
                HighAvailabilityOptions.ZOOKEEPER_CONNECTION_TIMEOUT, Duration.ofSeconds(4));
        configuration.set(HighAvailabilityOptions.ZOOKEEPER_RETRY_WAIT, Duration.ofMillis(100));
        return configuration;
    }

    EmbeddedZooKeeper server() {
        return server;
    }

    @Override
    public LeaderBackend join() throws Exception {
        return join(ZooKeeperConnection.open(configuration()));
    }

    LeaderBackend join(ZooKeeperConnection connection) throws Exception {
        connection.awaitConnected();
        final LeaderBackend process =
                ZooKeeperLeaderBackend.start(
                        connection, new ProcessLiveness(LivenessSettings.from(configuration())));
        processes.put(process, connection);
        return process;
    }

    ZooKeeperConnection connectionOf(LeaderBackend process) {
        return processes.get(process);
    }

    /** The session that a process has with the server. */
    long sessionOf(LeaderBackend process) throws Exception {
        return connectionOf(process).curator().getZookeeperClient().getZooKeeper().getSessionId();
    }

    @Override
    public void leave(LeaderBackend process) throws Exception {
        process.close();
        processes.remove(process).close();
    }

    @Override
    public void overwriteRecord(String componentId, byte[] bytes) throws Exception {
        try (ZooKeeperConnection stranger = ZooKeeperConnection.open(configuration())) {
            final CuratorFramework client = stranger.absolute();
            client.setData().forPath(stranger.leaderPaths().record(componentId), bytes);
        }
    }

    @Override
    public void deleteRecord(String componentId) throws Exception {
        try (ZooKeeperConnection stranger = ZooKeeperConnection.open(configuration())) {
            stranger.absolute().delete().forPath(stranger.leaderPaths().record(componentId));
        }
    }

    @Override
    public Collection<String> leftovers() {
        return server.znodes().stream()
                .filter(path -> !path.equals(Chroot.PATH))
                .collect(Collectors.toList());
    }

    @Override
    public void close() throws Exception {
        for (LeaderBackend process : processes.keySet().toArray(new LeaderBackend[0])) {
            leave(process);
        }
        try (server) {
            assertThat(server.znodes()).allMatch(path -> path.startsWith(Chroot.PATH));
        }
    }
}
