package dev.olapha.zookeeper;

import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.ZKUtil;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.ACL;
import org.apache.zookeeper.data.Id;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.concurrent.CountDownLatch;

import static org.assertj.core.api.Assertions.assertThat;

/** Whoever runs the ZooKeeper under test, with a client of his own and with absolute paths. */
final class Operator implements AutoCloseable {

    private static final int SESSION_MILLIS = 10_000;
    private static final int ANY_VERSION = -1;
    private static final int DELETIONS = 100;

    private final ZooKeeper client;

    private Operator(ZooKeeper client) {
        this.client = client;
    }

    static Operator of(String servers) throws Exception {
        final CountDownLatch connected = new CountDownLatch(1);
        final ZooKeeper client =
                new ZooKeeper(servers, SESSION_MILLIS, event -> connected.countDown());
        connected.await();
        client.addAuthInfo("digest", "operator:secret".getBytes(StandardCharsets.UTF_8));
        return new Operator(client);
    }

    void create(String path) throws Exception {
        client.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
    }

    /**
     * As a person would: until it is gone, since a living process may put something back meanwhile.
     */
    void deleteWithAllBelow(String path) throws Exception {
        boolean gone = false;
        for (int attempt = 0; !gone && attempt < DELETIONS; attempt++) {
            try {
                ZKUtil.deleteRecursive(client, path);
            } catch (KeeperException.NotEmptyException | KeeperException.NoNodeException e) {
                // What it listed is not what there is any more.
            }
            gone = client.exists(path, false) == null;
        }
        assertThat(gone).as("%s is gone", path).isTrue();
    }

    /** Nobody but the operator can read the node from now on. */
    void lock(String path) throws Exception {
        client.setACL(
                path,
                Collections.singletonList(new ACL(ZooDefs.Perms.ALL, new Id("auth", ""))),
                ANY_VERSION);
    }

    void unlock(String path) throws Exception {
        client.setACL(path, ZooDefs.Ids.OPEN_ACL_UNSAFE, ANY_VERSION);
    }

    @Override
    public void close() throws InterruptedException {
        client.close();
    }
}
