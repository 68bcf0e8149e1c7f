package dev.olapha.liveness;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Stands between a death watch and a liveness port, so that a test can break their connection while
 * both live, and can accept connections and leave them without an answer, as the kernel of a paused
 * process does.
 */
final class Relay implements AutoCloseable {

    private final ServerSocket server;
    private final InetSocketAddress target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private final Semaphore accepted = new Semaphore(0);

    private volatile boolean silent;

    Relay(InetSocketAddress target) throws IOException {
        this.target = target;
        this.server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        inBackground(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Breaks the connections there are; new ones are accepted and relayed. */
    void breakConnections() throws IOException {
        for (Socket socket : sockets) {
            socket.close();
        }
        sockets.clear();
    }

    /** Breaks the connections there are; new ones are accepted and not answered. */
    void goSilent() throws IOException {
        silent = true;
        breakConnections();
    }

    boolean awaitConnection() throws InterruptedException {
        return accepted.tryAcquire(20, TimeUnit.SECONDS);
    }

    private void accept() throws IOException {
        while (true) {
            final Socket dialer = server.accept();
            sockets.add(dialer);
            if (!silent) {
                final Socket listener = new Socket(target.getAddress(), target.getPort());
                sockets.add(listener);
                inBackground(() -> copy(dialer, listener));
                inBackground(() -> copy(listener, dialer));
            }
            accepted.release();
        }
    }

    private static void copy(Socket from, Socket to) throws IOException {
        try (InputStream in = from.getInputStream()) {
            in.transferTo(to.getOutputStream());
        } finally {
            to.close();
        }
    }

    private static void inBackground(Task task) {
        final Thread thread =
                new Thread(
                        () -> {
                            try {
                                task.run();
                            } catch (IOException e) {
                                // Closed.
                            }
                        },
                        "relay");
        thread.setDaemon(true);
        thread.start();
    }

    /** From now on connections are refused. */
    @Override
    public void close() throws IOException {
        server.close();
        breakConnections();
    }

    private interface Task {
        void run() throws IOException;
    }
}
