package dev.olapha.query;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicInteger;

/** A REST endpoint that reads the beginning of every request and breaks the connection. */
final class BrokenConnections implements AutoCloseable {

    private final ServerSocket server;
    private final AtomicInteger requests = new AtomicInteger();
    private final Thread thread = new Thread(this::accept, "broken connections");

    private BrokenConnections(ServerSocket server) {
        this.server = server;
    }

    static BrokenConnections start() throws IOException {
        final BrokenConnections endpoint =
                new BrokenConnections(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        endpoint.thread.setDaemon(true);
        endpoint.thread.start();
        return endpoint;
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many requests have begun to arrive. */
    int requests() {
        return requests.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (Socket connection = server.accept()) {
                if (connection.getInputStream().read() >= 0) {
                    requests.incrementAndGet();
                }
                // What was not read makes it a reset.
                connection.setSoLinger(true, 0);
            } catch (IOException e) {
                // The client has gone, or the test is over.
                continue;
            }
        }
    }

    @Override
    public void close() throws Exception {
        server.close();
        thread.join();
    }
}
