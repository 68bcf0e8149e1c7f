package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.apache.zookeeper.ZooKeeper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class EmbeddedZooKeeperTest {

    private final EmbeddedZooKeeper server = EmbeddedZooKeeper.start();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void countsEveryRequestByType() throws Exception {
        RequestCounts start = server.counts();
        try (TestClient client = new TestClient(server.connectString())) {
            ZooKeeper zooKeeper = client.zooKeeper();
            zooKeeper.create("/a", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            zooKeeper.setData("/a", new byte[] {1}, -1);
            zooKeeper.getData("/a", event -> {}, null);
            zooKeeper.exists("/b", event -> {});
            zooKeeper.getChildren("/", false);
            assertThat(server.watchCount()).isEqualTo(2);
            assertThat(server.connections()).isEqualTo(1);
            zooKeeper.delete("/a", -1);
            assertThat(server.watchCount()).isEqualTo(1);
        }
        RequestCounts counts = server.counts().minus(start);
        assertThat(counts.byType())
                .containsAllEntriesOf(
                        Map.of(
                                "createSession", 1L,
                                "create", 1L,
                                "setData", 1L,
                                "getData", 1L,
                                "exists", 1L,
                                "getChildren", 1L,
                                "delete", 1L,
                                "closeSession", 1L));
        assertThat(counts.requests()).isEqualTo(8);
        assertThat(counts.writes()).isEqualTo(5);
    }

    @Test
    void heartbeatsAreNoRequests() throws Exception {
        try (TestClient client = new TestClient(server.connectString())) {
            RequestCounts start = server.counts();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> server.counts().minus(start).of("ping") > 0);
            assertThat(client.state()).isEqualTo(KeeperState.SyncConnected);
            assertThat(server.counts().minus(start).requests()).isZero();
            assertThat(server.counts().minus(start).writes()).isZero();
        }
    }

    @Test
    void listsZnodesAndTheirOwners() throws Exception {
        try (TestClient client = new TestClient(server.connectString())) {
            ZooKeeper zooKeeper = client.zooKeeper();
            zooKeeper.create("/a", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            zooKeeper.create("/a/b", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            assertThat(server.znodes()).containsExactly("/a", "/a/b");
            assertThat(server.ephemeralOwners())
                    .containsExactly(Map.entry("/a/b", zooKeeper.getSessionId()));
        }
        assertThat(server.znodes()).containsExactly("/a");
    }

    @Test
    void expiresASession() throws Exception {
        try (TestClient client = new TestClient(server.connectString())) {
            client.zooKeeper().create("/e", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            server.expireSession(client.zooKeeper().getSessionId());
            assertThat(server.znodes()).isEmpty();
            await().atMost(Duration.ofSeconds(10)).until(() -> client.hasBeen(KeeperState.Expired));
        }
    }

    @Test
    void keepsPortDataSessionsAndCountsOverARestart() throws Exception {
        try (TestClient client = new TestClient(server.connectString())) {
            client.zooKeeper().create("/e", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            long zxid = server.lastZxid();
            String connectString = server.connectString();
            server.stop();
            assertThatThrownBy(server::znodes).isInstanceOf(IllegalStateException.class);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.hasBeen(KeeperState.Disconnected));
            server.startAgain();
            assertThat(server.connectString()).isEqualTo(connectString);
            assertThat(server.znodes()).containsExactly("/e");
            assertThat(server.lastZxid()).isGreaterThanOrEqualTo(zxid);
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.state() == KeeperState.SyncConnected);
            assertThat(client.hasBeen(KeeperState.Expired)).isFalse();
            assertThat(server.counts().of("create")).isEqualTo(1);
        }
    }
}
