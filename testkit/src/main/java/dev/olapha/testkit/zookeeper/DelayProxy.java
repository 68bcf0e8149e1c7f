package dev.olapha.testkit.zookeeper;

import dev.olapha.testkit.process.FreePort;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A TCP proxy on 127.0.0.1 that makes a server far away, or unreachable. It delays what is sent by
 * half a round trip in each direction and does not throttle it: what is sent in one go arrives in
 * one go. Establishing a connection is not delayed. One thread serves all connections. The methods
 * may be called from any thread.
 */
public final class DelayProxy implements AutoCloseable {

    // Below this, waiting in select() would be late by up to a millisecond, which is much of a
    // delay of a few.
    private static final long FINE_WAIT_NANOS = 1_500_000;
    private static final long FINE_STEP_NANOS = 50_000;

    private enum Link {
        UP,
        CUT,
        SILENT
    }

    private final InetSocketAddress target;
    private final int port = FreePort.find().number();
    private final ServerSocketChannel listener;
    private final Selector selector;
    private final Thread thread;
    // Written by the proxy's thread only.
    private final List<ProxiedConnection> connections = new CopyOnWriteArrayList<>();
    // Used by the proxy's thread only.
    private Link link = Link.UP;
    private final Queue<Change> changes = new ConcurrentLinkedQueue<>();
    private volatile long oneWayNanos;
    private volatile boolean closed;

    private static final class Change {

        private final Link link;
        private final CountDownLatch made = new CountDownLatch(1);

        private Change(Link link) {
            this.link = link;
        }
    }

    private DelayProxy(InetSocketAddress target, Duration roundTrip) throws IOException {
        this.target = target;
        this.oneWayNanos = roundTrip.toNanos() / 2;
        this.selector = Selector.open();
        this.listener = ServerSocketChannel.open();
        try {
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            listener.configureBlocking(false);
            listener.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException e) {
            listener.close();
            selector.close();
            throw e;
        }
        this.thread = new Thread(this::serve, "olapha-delay-proxy");
        thread.setDaemon(true);
    }

    /**
     * Starts a proxy on a free port.
     *
     * @param connectString {@code host:port} of the server
     * @param roundTrip what a request and its answer take longer than without the proxy
     * @throws UncheckedIOException if it cannot listen
     */
    public static DelayProxy to(String connectString, Duration roundTrip) {
        int colon = connectString.lastIndexOf(':');
        try {
            DelayProxy proxy =
                    new DelayProxy(
                            new InetSocketAddress(
                                    connectString.substring(0, colon),
                                    Integer.parseInt(connectString.substring(colon + 1))),
                            roundTrip);
            proxy.thread.start();
            return proxy;
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a proxy to " + connectString, e);
        }
    }

    /** {@code 127.0.0.1:port}, to be given to clients in place of the server's. */
    public String connectString() {
        return "127.0.0.1:" + port;
    }

    /** Changes the delay for what is sent from now on; nothing overtakes what was sent before. */
    public void roundTrip(Duration roundTrip) {
        oneWayNanos = roundTrip.toNanos() / 2;
    }

    /**
     * Resets all connections, and every new one at once, until {@link #restore()}. Returns when it
     * has.
     */
    public void cut() {
        change(Link.CUT);
    }

    /**
     * Forwards nothing until {@link #restore()}: connections stay open, new ones are accepted, and
     * nobody gets an answer. What is sent meanwhile is delivered when the proxy is restored, as TCP
     * does after a network partition.
     */
    public void silence() {
        change(Link.SILENT);
    }

    /** Forwards again. */
    public void restore() {
        change(Link.UP);
    }

    /** Open connections through the proxy. */
    public int connections() {
        return connections.size();
    }

    /** Resets all connections and ends the thread. Further calls do nothing. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(10_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void change(Link next) {
        Change change = new Change(next);
        changes.add(change);
        selector.wakeup();
        try {
            if (!change.made.await(10, TimeUnit.SECONDS)) {
                throw new IllegalStateException("The proxy at " + connectString() + " has ended");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while changing the proxy", e);
        }
    }

    private void serve() {
        try {
            while (!closed) {
                await();
                if (closed) {
                    break;
                }
                for (SelectionKey key : selector.selectedKeys()) {
                    handle(key);
                }
                selector.selectedKeys().clear();
                makeChanges();
                forward();
            }
        } catch (IOException e) {
            // The selector itself failed. Nothing can be forwarded any more, and an open port would
            // pretend otherwise.
            closed = true;
        } finally {
            connections.forEach(ProxiedConnection::reset);
            connections.clear();
            closeQuietly(listener);
            closeQuietly(selector);
        }
    }

    private void makeChanges() {
        for (Change change = changes.poll(); change != null; change = changes.poll()) {
            link = change.link;
            forward();
            change.made.countDown();
        }
    }

    private void await() throws IOException {
        long wait = link == Link.UP ? nanosToNextDelivery() : Long.MAX_VALUE;
        if (wait == Long.MAX_VALUE) {
            selector.select();
        } else if (wait > FINE_WAIT_NANOS) {
            selector.select((wait - FINE_WAIT_NANOS) / 1_000_000 + 1);
        } else {
            if (selector.selectNow() == 0 && wait > 0) {
                LockSupport.parkNanos(Math.min(wait, FINE_STEP_NANOS));
            }
        }
    }

    private long nanosToNextDelivery() {
        long least = Long.MAX_VALUE;
        for (ProxiedConnection connection : connections) {
            least = Math.min(least, connection.nanosToNextDelivery());
        }
        return least;
    }

    private void handle(SelectionKey key) throws IOException {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept();
        } else {
            ((ProxiedConnection) key.attachment()).handle(key, oneWayNanos);
        }
    }

    private void accept() throws IOException {
        SocketChannel client = listener.accept();
        if (client == null) {
            return;
        }
        if (link == Link.CUT) {
            client.setOption(StandardSocketOptions.SO_LINGER, 0);
            client.close();
            return;
        }
        connections.add(ProxiedConnection.open(client, target, selector));
    }

    private void forward() {
        Link now = link;
        List<ProxiedConnection> gone = new ArrayList<>();
        for (ProxiedConnection connection : connections) {
            if (now == Link.CUT) {
                connection.reset();
            } else if (now == Link.UP) {
                connection.deliver();
            }
            if (connection.isClosed()) {
                gone.add(connection);
            }
        }
        if (!gone.isEmpty()) {
            connections.removeAll(gone);
        }
    }

    private static void closeQuietly(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Nobody is left who could do anything about it.
        }
    }
}
