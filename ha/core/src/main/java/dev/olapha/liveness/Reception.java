package dev.olapha.liveness;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The one thread of a liveness port. Memory and connections are bounded: so many peers, so many who
 * have not proved yet to be one. When too many strangers come the oldest stranger goes, so that a
 * flood of them does not lock a peer out for longer than it takes to shake hands.
 */
final class Reception implements Runnable {

    static final int MOST_PEERS = 64;
    static final int MOST_STRANGERS = 32;

    private static final Logger LOG = LoggerFactory.getLogger(Reception.class);
    private static final long TICK_MILLIS = 1_000;

    private final ServerSocketChannel server;
    private final Selector selector;
    private final LivenessSecret secret;
    private final Thread thread;

    private volatile boolean closed;
    private volatile int peerCount;
    private volatile int strangerCount;

    /** Port thread only. */
    private boolean strangerLogged;

    /** Port thread only. */
    private boolean failureLogged;

    /** In nanoseconds, while no connections are accepted. Port thread only. */
    private long acceptPausedUntil;

    Reception(ServerSocketChannel server, Selector selector, LivenessSecret secret) {
        this.server = server;
        this.selector = selector;
        this.secret = secret;
        this.thread = new Thread(this, "olap-ha-liveness-port");
        this.thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    int peerCount() {
        return peerCount;
    }

    int strangerCount() {
        return strangerCount;
    }

    void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join(TICK_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void run() {
        while (!closed) {
            try {
                selector.select(TICK_MILLIS);
                final long now = System.nanoTime();
                acceptAgain(now);
                selector.selectedKeys().forEach(key -> serve(key, now));
                selector.selectedKeys().clear();
                dismiss(now);
            } catch (ClosedSelectorException e) {
                return;
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                logFailure(e);
            }
        }
        closeAll();
    }

    private void serve(SelectionKey key, long now) {
        if (!key.isValid()) {
            return;
        }
        if (key.isAcceptable()) {
            accept(key, now);
            return;
        }
        final Visitor visitor = (Visitor) key.attachment();
        boolean stays = false;
        try {
            stays = visitor.advance(now);
        } catch (IOException e) {
            LOG.debug("A liveness connection broke: {}", e.toString());
        }
        if (!stays) {
            dismiss(key);
        }
    }

    private void accept(SelectionKey key, long now) {
        SocketChannel channel = null;
        try {
            channel = server.accept();
            if (channel != null) {
                channel.configureBlocking(false);
                channel.register(selector, SelectionKey.OP_READ, new Visitor(channel, secret, now));
            }
        } catch (IOException e) {
            // Out of file descriptors, most likely: not again before the next tick.
            logFailure(e);
            acceptPausedUntil = now + TimeUnit.MILLISECONDS.toNanos(TICK_MILLIS);
            key.interestOps(0);
            closeQuietly(channel);
        }
    }

    private void acceptAgain(long now) {
        final SelectionKey key = server.keyFor(selector);
        if (key.isValid() && key.interestOps() == 0 && now - acceptPausedUntil >= 0) {
            key.interestOps(SelectionKey.OP_ACCEPT);
        }
    }

    private void dismiss(long now) {
        final List<SelectionKey> visitors = visitors();
        visitors.stream().filter(key -> visitor(key).isOverdue(now)).forEach(this::dismiss);
        dismissAbove(MOST_PEERS, visitors, Visitor::isAuthenticated);
        dismissAbove(MOST_STRANGERS, visitors, visitor -> !visitor.isAuthenticated());
        peerCount = count(visitors, Visitor::isAuthenticated);
        strangerCount = count(visitors, visitor -> !visitor.isAuthenticated());
    }

    /** The oldest go first. */
    private void dismissAbove(int most, List<SelectionKey> visitors, Predicate<Visitor> kind) {
        final List<SelectionKey> present =
                visitors.stream()
                        .filter(SelectionKey::isValid)
                        .filter(key -> kind.test(visitor(key)))
                        .sorted(Comparator.comparingLong(key -> visitor(key).arrival()))
                        .collect(Collectors.toList());
        present.subList(0, Math.max(0, present.size() - most)).forEach(this::dismiss);
    }

    private static int count(List<SelectionKey> visitors, Predicate<Visitor> kind) {
        return (int)
                visitors.stream()
                        .filter(SelectionKey::isValid)
                        .filter(key -> kind.test(visitor(key)))
                        .count();
    }

    private List<SelectionKey> visitors() {
        return selector.keys().stream()
                .filter(SelectionKey::isValid)
                .filter(key -> key.attachment() != null)
                .collect(Collectors.toList());
    }

    private static Visitor visitor(SelectionKey key) {
        return (Visitor) key.attachment();
    }

    private void dismiss(SelectionKey key) {
        final SocketChannel channel = (SocketChannel) key.channel();
        if (!visitor(key).isAuthenticated() && !strangerLogged) {
            strangerLogged = true;
            LOG.warn(
                    "Somebody at {} connected to the liveness port and did not authenticate; this has no "
                            + "effect, and further strangers are not logged.",
                    channel.socket().getRemoteSocketAddress());
        }
        key.cancel();
        closeQuietly(channel);
    }

    private void logFailure(Throwable failure) {
        if (!failureLogged && !closed) {
            failureLogged = true;
            LOG.warn(
                    "The liveness port has trouble and goes on; further trouble is not logged.",
                    failure);
        }
    }

    private void closeAll() {
        selector.keys().forEach(key -> closeQuietly(key.channel()));
        closeQuietly(selector);
    }

    private static void closeQuietly(AutoCloseable resource) {
        try {
            if (resource != null) {
                resource.close();
            }
        } catch (Exception e) {
            LOG.debug("A socket did not close.", e);
        }
    }
}
