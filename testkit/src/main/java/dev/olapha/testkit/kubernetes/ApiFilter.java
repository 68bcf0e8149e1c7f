package dev.olapha.testkit.kubernetes;

import javax.net.ssl.SSLContext;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * A proxy on 127.0.0.1 that is asked over plain HTTP in place of an API server, and spoils what
 * passes. The methods may be called from any thread, and act on all requests that begin from then
 * on; {@link #silenceWatches()} also on watches that are open.
 */
public final class ApiFilter implements AutoCloseable {

    private static final Predicate<HttpHead> NOTHING = head -> false;

    private final ServerSocket listener;
    private final String server;
    private final SSLContext ssl;
    private final Set<FilteredConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile Refusal refusal = new Refusal(NOTHING, 0);
    private volatile boolean watchesAreSilent;
    private volatile boolean closed;

    private static final class Refusal {

        private final Predicate<HttpHead> which;
        private final int status;

        private Refusal(Predicate<HttpHead> which, int status) {
            this.which = which;
            this.status = status;
        }
    }

    /**
     * @param server {@code host:port} of an API server that speaks TLS
     */
    ApiFilter(String server, SSLContext ssl) {
        this.server = server;
        this.ssl = ssl;
        try {
            this.listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start a filter before " + server, e);
        }
        start(this::accept);
    }

    private static void start(Runnable work) {
        final Thread thread = new Thread(work, "olapha-api-filter");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!closed) {
            try {
                final FilteredConnection connection =
                        new FilteredConnection(this, listener.accept());
                connections.add(connection);
                start(
                        () -> {
                            connection.serve();
                            connections.remove(connection);
                        });
            } catch (IOException e) {
                // Closed.
                return;
            }
        }
    }

    /** {@code 127.0.0.1:port}, to be asked without TLS. */
    public String address() {
        return "127.0.0.1:" + listener.getLocalPort();
    }

    /** Answers every request with this status. */
    public void refuseEverything(int status) {
        refusal = new Refusal(head -> true, status);
    }

    /** Answers every request that would change something with this status. */
    public void refuseWrites(int status) {
        refusal = new Refusal(head -> !head.method().equals("GET"), status);
    }

    /** Lets watches open and stay open, and passes nothing on that the server sends to them. */
    public void silenceWatches() {
        watchesAreSilent = true;
    }

    /** Passes everything again. Watches that were silent end: what they missed is lost. */
    public void restore() {
        refusal = new Refusal(NOTHING, 0);
        if (watchesAreSilent) {
            watchesAreSilent = false;
            connections.forEach(FilteredConnection::close);
        }
    }

    /** With what a request is refused; 0 if it is not. */
    int refusal(HttpHead head) {
        final Refusal present = refusal;
        return present.which.test(head) ? present.status : 0;
    }

    boolean isSilentTo(HttpHead head) {
        return watchesAreSilent && head.isWatch();
    }

    Socket connectToServer() throws IOException {
        final int colon = server.lastIndexOf(':');
        return ssl.getSocketFactory()
                .createSocket(
                        server.substring(0, colon), Integer.parseInt(server.substring(colon + 1)));
    }

    @Override
    public void close() {
        closed = true;
        try {
            listener.close();
        } catch (IOException e) {
            // Nobody can be accepted any more either way.
        }
        connections.forEach(FilteredConnection::close);
    }
}
