package dev.olapha.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A TCP relay on 127.0.0.1 whose connections can freeze: nothing passes any more, and neither side
 * is told, as when a node between them loses power.
 */
final class Relay implements AutoCloseable {

    private final int target;
    private final ServerSocket listener;
    private final List<Connection> connections = new CopyOnWriteArrayList<>();

    private volatile boolean freezesNewOnes;

    private Relay(int target) throws IOException {
        this.target = target;
        this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    static Relay to(int target) {
        try {
            final Relay relay = new Relay(target);
            relay.run(relay::accept);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return listener.getLocalPort();
    }

    /** How many connections there were. */
    int connections() {
        return connections.size();
    }

    /** Freezes the present connections; new ones pass. */
    void freeze() {
        connections.forEach(connection -> connection.frozen = true);
    }

    /** Freezes the present connections and those to come. */
    void cutOff() {
        freezesNewOnes = true;
        freeze();
    }

    /** New connections pass again; what is frozen stays so. */
    void restore() {
        freezesNewOnes = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                final Connection connection =
                        new Connection(
                                listener.accept(),
                                new Socket(InetAddress.getLoopbackAddress(), target));
                connection.frozen = freezesNewOnes;
                connections.add(connection);
                run(() -> connection.pass(connection.client, connection.server));
                run(() -> connection.pass(connection.server, connection.client));
            } catch (IOException e) {
                // The relay or the server has been closed.
            }
        }
    }

    private void run(Runnable task) {
        final Thread thread = new Thread(task, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        listener.close();
        for (Connection connection : connections) {
            connection.end();
        }
    }

    private static final class Connection {

        private final Socket client;
        private final Socket server;

        private volatile boolean frozen;

        private Connection(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        private void pass(Socket from, Socket to) {
            final byte[] buffer = new byte[8192];
            try {
                final InputStream in = from.getInputStream();
                final OutputStream out = to.getOutputStream();
                for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                    // What a frozen connection carries is lost, its end as well.
                    if (!frozen) {
                        out.write(buffer, 0, count);
                        out.flush();
                    }
                }
            } catch (IOException e) {
                // One side has closed it.
            }
            if (!frozen) {
                end();
            }
        }

        private void end() {
            try (client;
                    server) {
                frozen = true;
            } catch (IOException e) {
                // It is gone either way.
            }
        }
    }
}
