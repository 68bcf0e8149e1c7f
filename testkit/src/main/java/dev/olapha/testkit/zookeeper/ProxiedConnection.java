package dev.olapha.testkit.zookeeper;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** A client's connection and the one to the server. Used by the proxy's thread only. */
final class ProxiedConnection {

    private final SocketChannel client;
    private final SocketChannel server;
    private final DelayedStream toServer;
    private final DelayedStream toClient;

    private ProxiedConnection(SocketChannel client, SocketChannel server, Selector selector) {
        this.client = client;
        this.server = server;
        this.toServer = new DelayedStream(client, server, selector);
        this.toClient = new DelayedStream(server, client, selector);
    }

    static ProxiedConnection open(SocketChannel client, InetSocketAddress target, Selector selector)
            throws IOException {
        SocketChannel server = SocketChannel.open();
        ProxiedConnection connection = new ProxiedConnection(client, server, selector);
        try {
            for (SocketChannel channel : new SocketChannel[] {client, server}) {
                channel.configureBlocking(false);
                // Without it the kernel would hold small messages back for longer than the delay.
                channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            }
            client.register(selector, SelectionKey.OP_READ, connection);
            if (server.connect(target)) {
                server.register(selector, SelectionKey.OP_READ, connection);
            } else {
                server.register(selector, SelectionKey.OP_CONNECT, connection);
            }
        } catch (IOException e) {
            connection.reset();
        }
        return connection;
    }

    void handle(SelectionKey key, long delayNanos) {
        try {
            if (key.isConnectable()) {
                server.finishConnect();
                key.interestOps(SelectionKey.OP_READ);
                return;
            }
            if (key.isWritable()) {
                // The stream asks for it again if the channel takes no more.
                key.interestOps(key.interestOps() & ~SelectionKey.OP_WRITE);
            }
            if (key.isReadable()) {
                (key.channel() == client ? toServer : toClient).read(key, delayNanos);
            }
        } catch (IOException e) {
            reset();
        }
    }

    void deliver() {
        if (isClosed() || !server.isConnected()) {
            return;
        }
        try {
            toServer.deliver();
            toClient.deliver();
            if (toServer.hasEnded() && toClient.hasEnded()) {
                // Not a reset: it would discard what the kernel has not sent yet.
                close(server);
                close(client);
            }
        } catch (IOException e) {
            reset();
        }
    }

    long nanosToNextDelivery() {
        return isClosed() || !server.isConnected()
                ? Long.MAX_VALUE
                : Math.min(toServer.nanosToNextDelivery(), toClient.nanosToNextDelivery());
    }

    boolean isClosed() {
        return !client.isOpen();
    }

    void reset() {
        discardUnsent(server);
        discardUnsent(client);
        close(server);
        close(client);
    }

    private static void discardUnsent(SocketChannel channel) {
        try {
            if (channel.isOpen()) {
                // Makes the close a reset, not an orderly end: that is what a cut link looks like
                // to both sides.
                channel.setOption(StandardSocketOptions.SO_LINGER, 0);
            }
        } catch (IOException e) {
            // Then it is an orderly end.
        }
    }

    private static void close(SocketChannel channel) {
        try {
            channel.close();
        } catch (IOException e) {
            // It cannot be used any more either way.
        }
    }
}
