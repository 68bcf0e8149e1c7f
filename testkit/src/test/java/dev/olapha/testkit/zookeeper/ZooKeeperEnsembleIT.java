package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ZooKeeperEnsembleIT {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    @TempDir Path directory;

    @Test
    void losesItsLeaderAndItsQuorumAndEndsSessions() throws Exception {
        try (ZooKeeperEnsemble ensemble =
                ZooKeeperEnsemble.start(directory, ZooKeeperSettings.defaults())) {
            ZooKeeper client = new ZooKeeper(ensemble.connectString(), 10_000, event -> {});
            try {
                awaitCreated(client, "/kept", CreateMode.PERSISTENT);
                survivesItsLeader(ensemble, client);
                answersNobodyWithoutQuorum(ensemble, client);
                endsASession(ensemble, client);
            } finally {
                client.close();
            }
        }
    }

    private static void survivesItsLeader(ZooKeeperEnsemble ensemble, ZooKeeper client) {
        ZooKeeperNode leader = ensemble.leader();
        leader.kill();
        await().atMost(TIMEOUT)
                .until(() -> ensemble.nodes().stream().anyMatch(ZooKeeperNode::leads));
        assertThat(ensemble.leader()).isNotSameAs(leader);
        await().atMost(TIMEOUT)
                .ignoreException(KeeperException.ConnectionLossException.class)
                .until(() -> client.exists("/kept", false) != null);
        ensemble.startAll(TIMEOUT);
        assertThat(ensemble.znodes()).containsExactly("/kept");
    }

    private static void answersNobodyWithoutQuorum(ZooKeeperEnsemble ensemble, ZooKeeper client) {
        ensemble.nodes().subList(0, 2).forEach(ZooKeeperNode::kill);
        await().atMost(TIMEOUT).until(() -> !ensemble.nodes().get(2).serves());
        assertThatThrownBy(ensemble::leader).isInstanceOf(IllegalStateException.class);
        ensemble.startAll(TIMEOUT);
        awaitCreated(client, "/after", CreateMode.PERSISTENT);
    }

    private static void endsASession(ZooKeeperEnsemble ensemble, ZooKeeper client) {
        awaitCreated(client, "/ephemeral", CreateMode.EPHEMERAL);
        long session = client.getSessionId();
        assertThat(ensemble.ephemeralOwners()).containsEntry("/ephemeral", session);
        long before = ensemble.lastZxid();
        ensemble.expireSession(session);
        assertThat(ensemble.ephemeralOwners()).isEmpty();
        assertThat(ensemble.lastZxid()).isGreaterThan(before);
    }

    private static void awaitCreated(ZooKeeper client, String path, CreateMode mode) {
        await("a quorum to create " + path)
                .atMost(TIMEOUT)
                .ignoreException(KeeperException.ConnectionLossException.class)
                .until(
                        () -> {
                            if (client.exists(path, false) == null) {
                                client.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, mode);
                            }
                            return true;
                        });
    }
}
