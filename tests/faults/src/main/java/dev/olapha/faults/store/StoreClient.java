package dev.olapha.faults.store;

import org.apache.zookeeper.AddWatchMode;
import org.apache.zookeeper.CreateMode;
import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.ZooDefs;
import org.apache.zookeeper.ZooKeeper;
import org.apache.zookeeper.data.Stat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The suite's own client of ZooKeeper, straight to the servers. A stranger to Flink: it sees the
 * records as anybody can who may read them.
 */
final class StoreClient implements Records, AutoCloseable {

    private static final int SESSION_MILLIS = (int) Duration.ofSeconds(40).toMillis();
    private static final Pattern PID = Pattern.compile("\\bpid (\\d+)");

    private final String connectString;
    private final String root;
    private final ZooKeeper zooKeeper;

    StoreClient(String connectString, String root) {
        this.connectString = connectString;
        this.root = root;
        this.zooKeeper = connect(ignored -> {});
    }

    private ZooKeeper connect(Consumer<WatchedEvent> watcher) {
        try {
            return new ZooKeeper(connectString, SESSION_MILLIS, watcher::accept);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot open a ZooKeeper client", e);
        }
    }

    StoreWatch watch(StoreListener listener) {
        final RecordWatch watch = new RecordWatch(root, listener);
        final ZooKeeper watching = connect(watch::onEvent);
        createRoot(watching);
        watch.start(watching);
        return () -> close(watching);
    }

    /** A watch needs something to be set on before the first process has started. */
    private void createRoot(ZooKeeper client) {
        String path = "";
        for (String name : root.substring(1).split("/")) {
            path += "/" + name;
            try {
                client.create(path, new byte[0], ZooDefs.Ids.OPEN_ACL_UNSAFE, CreateMode.CONTAINER);
            } catch (KeeperException.NodeExistsException e) {
                // As it should be.
            } catch (KeeperException | InterruptedException e) {
                throw failed("create " + path, e);
            }
        }
    }

    /** The nodes of the processes in the election. */
    List<String> candidates() {
        try {
            return zooKeeper.getChildren(root + "/latch", false).stream()
                    .filter(name -> name.contains("latch-"))
                    .toList();
        } catch (KeeperException.NoNodeException e) {
            return List.of();
        } catch (KeeperException | InterruptedException e) {
            throw failed("list the candidates", e);
        }
    }

    long sessionOf(long pid) {
        for (String candidate : candidates()) {
            final Stat stat = new Stat();
            try {
                final byte[] data = zooKeeper.getData(root + "/latch/" + candidate, false, stat);
                if (pidIn(data) == pid) {
                    return stat.getEphemeralOwner();
                }
            } catch (KeeperException.NoNodeException e) {
                // Gone meanwhile.
            } catch (KeeperException | InterruptedException e) {
                throw failed("read " + candidate, e);
            }
        }
        throw new IllegalStateException("Process " + pid + " is not in the election");
    }

    /** The process that a candidate's node names; -1 if it names none. */
    static long pidIn(byte[] data) {
        final Matcher pid =
                PID.matcher(data == null ? "" : new String(data, StandardCharsets.UTF_8));
        return pid.find() ? Long.parseLong(pid.group(1)) : -1;
    }

    @Override
    public void overwriteRecord(String component, byte[] content) {
        try {
            zooKeeper.setData(record(component), content, -1);
        } catch (KeeperException | InterruptedException e) {
            throw failed("overwrite the record of " + component, e);
        }
    }

    @Override
    public byte[] readRecord(String component) {
        try {
            return zooKeeper.getData(record(component), false, null);
        } catch (KeeperException | InterruptedException e) {
            throw failed("read the record of " + component, e);
        }
    }

    @Override
    public void deleteRecord(String component) {
        try {
            zooKeeper.delete(record(component), -1);
        } catch (KeeperException | InterruptedException e) {
            throw failed("delete the record of " + component, e);
        }
    }

    private String record(String component) {
        return root + "/" + component + "/record";
    }

    @Override
    public void close() {
        close(zooKeeper);
    }

    private static void close(ZooKeeper client) {
        try {
            client.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static void follow(ZooKeeper client, String root) {
        try {
            client.addWatch(root, AddWatchMode.PERSISTENT_RECURSIVE);
        } catch (KeeperException | InterruptedException e) {
            throw failed("watch " + root, e);
        }
    }

    private static IllegalStateException failed(String what, Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new IllegalStateException("Cannot " + what + " in ZooKeeper", cause);
    }
}
