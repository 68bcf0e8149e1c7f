package dev.olapha.zookeeper;

import dev.olapha.config.LivenessSettings;
import dev.olapha.leader.LeaderBackend;
import dev.olapha.liveness.ProcessLiveness;
import dev.olapha.testkit.leader.DamagingFixture;
import dev.olapha.testkit.zookeeper.EmbeddedZooKeeper;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** A cluster on a ZooKeeper in this JVM; every process has a connection of its own. */
final class ZooKeeperFixture implements DamagingFixture {

    private final EmbeddedZooKeeper server = EmbeddedZooKeeper.start();
    private final Map<LeaderBackend, ZooKeeperConnection> processes = new HashMap<>();

    Configuration configuration() {
        final Configuration configuration = new Configuration();
        configuration.set(HighAvailabilityOptions.HA_ZOOKEEPER_QUORUM, server.connectString());
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
        return server.znodes();
    }

    @Override
    public void close() throws Exception {
        for (LeaderBackend process : processes.keySet().toArray(new LeaderBackend[0])) {
            leave(process);
        }
        server.close();
    }
}
