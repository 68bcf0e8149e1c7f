package dev.olapha.testkit.zookeeper;

import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.process.FreePort;

import org.apache.zookeeper.server.DataTree;
import org.apache.zookeeper.server.ServerCnxnFactory;
import org.apache.zookeeper.server.persistence.FileTxnSnapLog;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A ZooKeeper server in this JVM, on 127.0.0.1. Counts go on over restarts. */
public final class EmbeddedZooKeeper implements ObservedZooKeeper {

    private static final Duration EXPIRY_TIMEOUT = Duration.ofSeconds(10);

    private final ZooKeeperSettings settings;
    private final Path directory;
    private final boolean ownsDirectory;
    private final InetSocketAddress address;
    private final ZooKeeperTransport transport;
    private final RequestCounter counter = new RequestCounter();
    private final PutOff putOff = new PutOff();

    // Both null while the server is stopped.
    private ServerCnxnFactory connections;
    private CountingServer server;

    private EmbeddedZooKeeper(
            ZooKeeperSettings settings,
            Path directory,
            boolean ownsDirectory,
            int port,
            ZooKeeperTransport transport) {
        this.settings = settings;
        this.directory = directory;
        this.ownsDirectory = ownsDirectory;
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        this.transport = transport;
    }

    /** Starts a server with the default settings. */
    public static EmbeddedZooKeeper start() {
        return start(ZooKeeperSettings.defaults());
    }

    /**
     * Starts a server on a free port, with an empty temporary directory that is deleted on close.
     * Returns when the server accepts clients.
     *
     * @throws UncheckedIOException if it cannot be started
     */
    public static EmbeddedZooKeeper start(ZooKeeperSettings settings) {
        try {
            Path directory = Files.createTempDirectory("olapha-zookeeper");
            return started(
                    new EmbeddedZooKeeper(
                            settings,
                            directory,
                            true,
                            FreePort.find().number(),
                            ZooKeeperTransport.PLAIN));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot create a directory for ZooKeeper", e);
        }
    }

    static EmbeddedZooKeeper startIn(
            Path directory, int port, ZooKeeperSettings settings, ZooKeeperTransport transport) {
        return started(new EmbeddedZooKeeper(settings, directory, false, port, transport));
    }

    private static EmbeddedZooKeeper started(EmbeddedZooKeeper zooKeeper) {
        try {
            zooKeeper.startAgain();
            return zooKeeper;
        } catch (RuntimeException | Error e) {
            zooKeeper.close();
            throw e;
        }
    }

    /**
     * Starts the server again, with the same port and data. Sessions that have not timed out go on.
     * Does nothing if the server is running.
     */
    public synchronized void startAgain() {
        if (server != null) {
            return;
        }
        try {
            server =
                    new CountingServer(
                            new FileTxnSnapLog(directory.toFile(), directory.toFile()),
                            settings,
                            counter,
                            putOff,
                            members());
            connections = transport.listen(address);
            connections.startup(server);
        } catch (IOException e) {
            stop();
            throw new UncheckedIOException("Cannot start ZooKeeper on " + address, e);
        } catch (InterruptedException e) {
            stop();
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while starting ZooKeeper", e);
        }
    }

    /**
     * Answers every request "later" ({@code THROTTLEDOP}), as a server does that has too much to
     * do, until {@link #answerAtOnce()}. Sessions go on.
     */
    public void answerLater() {
        putOff.next(Integer.MAX_VALUE);
    }

    /** Answers the next so many requests "later". */
    public void answerLater(int requests) {
        putOff.next(requests);
    }

    public void answerAtOnce() {
        putOff.next(0);
    }

    /** How many requests were answered "later" so far. */
    public int requestsPutOff() {
        return putOff.count();
    }

    private String members() {
        return settings.announcement() == ZooKeeperSettings.Announcement.ITSELF
                ? "server.1=127.0.0.1:2888:3888:participant;" + connectString() + "\nversion=0"
                : "";
    }

    /**
     * Stops the server and drops its connections; sessions stay in its data. Does nothing if it is
     * stopped.
     */
    public synchronized void stop() {
        if (connections != null) {
            connections.shutdown();
            connections = null;
        }
        if (server != null) {
            // The connection factory shuts down only a server it has started.
            server.shutdown(true);
            server = null;
        }
    }

    @Override
    public String connectString() {
        return address.getAddress().getHostAddress() + ":" + address.getPort();
    }

    @Override
    public RequestCounts counts() {
        return counter.counts();
    }

    @Override
    public synchronized List<String> znodes() {
        return Znodes.in(tree());
    }

    @Override
    public synchronized SortedMap<String, Long> ephemeralOwners() {
        return EphemeralOwners.in(tree());
    }

    @Override
    public synchronized long lastZxid() {
        return running().getLastProcessedZxid();
    }

    @Override
    public synchronized int watchCount() {
        return tree().getWatchCount();
    }

    @Override
    public synchronized int connections() {
        return running().getNumAliveConnections();
    }

    @Override
    public synchronized void expireSession(long sessionId) {
        CountingServer current = running();
        current.closeSession(sessionId);
        boolean gone =
                Deadline.after(EXPIRY_TIMEOUT)
                        .await(
                                () ->
                                        !current.getZKDatabase()
                                                .getSessionWithTimeOuts()
                                                .containsKey(sessionId));
        if (!gone) {
            throw new IllegalStateException(
                    "Session 0x" + Long.toHexString(sessionId) + " has not ended");
        }
    }

    @Override
    public synchronized void close() {
        stop();
        if (ownsDirectory) {
            deleteDirectory();
        }
    }

    private void deleteDirectory() {
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).collect(Collectors.toList())) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot delete " + directory, e);
        }
    }

    private CountingServer running() {
        if (server == null) {
            throw new IllegalStateException("ZooKeeper on " + address + " is stopped");
        }
        return server;
    }

    private DataTree tree() {
        return running().getZKDatabase().getDataTree();
    }
}
