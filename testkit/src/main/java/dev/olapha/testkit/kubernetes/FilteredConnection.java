package dev.olapha.testkit.kubernetes;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** One connection to an {@link ApiFilter}, which carries one request. */
final class FilteredConnection {

    private static final int BUFFER = 16 * 1024;

    private final ApiFilter filter;
    private final Socket client;
    private volatile Socket server;

    FilteredConnection(ApiFilter filter, Socket client) {
        this.filter = filter;
        this.client = client;
    }

    /** Returns when the connection has ended. */
    void serve() {
        try {
            client.setTcpNoDelay(true);
            final HttpHead head = HttpHead.read(client.getInputStream());
            final int status = filter.refusal(head);
            if (status != 0) {
                refuse(head, status);
            } else {
                passOn(head);
            }
        } catch (IOException e) {
            // One of the two has hung up; the other is told by the end of its connection.
        } finally {
            close();
        }
    }

    private void refuse(HttpHead head, int status) throws IOException {
        if (!head.isChunked()) {
            // A connection that ends with unread bytes ends with a reset, and the answer is lost.
            client.getInputStream().readNBytes(head.contentLength());
        }
        final String body =
                String.format(
                        "{\"kind\":\"Status\",\"apiVersion\":\"v1\",\"status\":\"Failure\",\"code\":%d,"
                                + "\"message\":\"refused by a test\"}",
                        status);
        client.getOutputStream()
                .write(
                        String.format(
                                        "HTTP/1.1 %d Refused\r\nContent-Type: application/json\r\n"
                                                + "Content-Length: %d\r\nRetry-After: 1\r\n"
                                                + "Connection: close\r\n\r\n%s",
                                        status, body.length(), body)
                                .getBytes(StandardCharsets.US_ASCII));
    }

    private void passOn(HttpHead head) throws IOException {
        server = filter.connectToServer();
        final OutputStream toServer = server.getOutputStream();
        toServer.write(head.isWatch() ? head.bytes() : head.bytesOfLastRequest());
        toServer.flush();
        final Thread upwards =
                new Thread(
                        () -> {
                            try {
                                client.getInputStream().transferTo(toServer);
                            } catch (IOException e) {
                                // The answer ends the connection.
                            } finally {
                                closeIfWatch(head);
                            }
                        },
                        "olapha-api-filter");
        upwards.setDaemon(true);
        upwards.start();
        answer(head, server.getInputStream());
    }

    /** Nobody would notice that a watcher has gone. */
    private void closeIfWatch(HttpHead head) {
        if (head.isWatch()) {
            close();
        }
    }

    private void answer(HttpHead head, InputStream fromServer) throws IOException {
        final OutputStream toClient = client.getOutputStream();
        final byte[] buffer = new byte[BUFFER];
        boolean answered = false;
        for (int read = fromServer.read(buffer); read >= 0; read = fromServer.read(buffer)) {
            // The beginning passes, so that the watch seems to be open.
            if (!answered || !filter.isSilentTo(head)) {
                toClient.write(buffer, 0, read);
                toClient.flush();
            }
            answered = true;
        }
    }

    void close() {
        close(client);
        close(server);
    }

    private static void close(Socket socket) {
        if (socket != null) {
            try {
                socket.close();
            } catch (IOException e) {
                // It cannot be used any more either way.
            }
        }
    }
}
