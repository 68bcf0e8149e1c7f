package dev.olapha.testkit.zookeeper;

import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooDefs.Ids;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class ZooKeeperProcessTest {

    @TempDir Path directory;

    @Test
    void isSeenFromOutsideAndSurvivesBeingPausedAndKilled() throws Exception {
        ProcessHandle process;
        try (ZooKeeperProcess server = ZooKeeperProcess.start(directory);
                TestClient client = new TestClient(server.connectString())) {
            long session = client.zooKeeper().getSessionId();
            client.zooKeeper()
                    .create("/p", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            client.zooKeeper().create("/e", new byte[0], Ids.OPEN_ACL_UNSAFE, CreateMode.EPHEMERAL);
            client.zooKeeper().exists("/e", event -> {});
            assertThat(server.znodes()).containsExactly("/e", "/p");
            assertThat(server.ephemeralOwners()).containsExactly(Map.entry("/e", session));
            assertThat(server.counts().byType())
                    .containsAllEntriesOf(Map.of("createSession", 1L, "create", 2L, "exists", 1L));
            assertThat(server.lastZxid()).isEqualTo(3);
            assertThat(server.watchCount()).isEqualTo(1);
            assertThat(server.connections()).isEqualTo(1);

            server.pause();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> client.hasBeen(KeeperState.Disconnected));
            server.resume();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> client.state() == KeeperState.SyncConnected);

            server.kill();
            assertThat(server.isAlive()).isFalse();
            assertThatThrownBy(server::counts).isInstanceOf(IllegalStateException.class);
            server.startAgain();
            assertThat(server.znodes()).contains("/p");
            assertThat(server.counts().of("create")).isZero();
            await().atMost(Duration.ofSeconds(15))
                    .until(() -> client.state() == KeeperState.SyncConnected);

            server.expireSession(session);
            assertThat(server.znodes()).containsExactly("/p");
            await().atMost(Duration.ofSeconds(15)).until(() -> client.hasBeen(KeeperState.Expired));
            process = ProcessHandle.of(server.pid()).orElseThrow();
        }
        assertThat(process.isAlive()).isFalse();
    }
}
