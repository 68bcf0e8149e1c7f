package dev.olapha.zookeeper;

import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;

import java.util.concurrent.CountDownLatch;

/** The node below which a cluster under test lives, made by whoever runs the ZooKeeper. */
final class Chroot {

    static final String PATH = "/ns";

    private static final int SESSION_MILLIS = 10_000;

    private Chroot() {}

    static Chroot create(String servers) {
        final CountDownLatch connected = new CountDownLatch(1);
        try (ZooKeeper operator =
                new ZooKeeper(servers, SESSION_MILLIS, event -> connected.countDown())) {
            connected.await();
            operator.create(PATH, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.PERSISTENT);
            return new Chroot();
        } catch (Exception e) {
            throw new IllegalStateException("Cannot create " + PATH + " on " + servers, e);
        }
    }

    /** The servers' addresses for clients that live below the node. */
    String below(String servers) {
        return servers + PATH;
    }
}
