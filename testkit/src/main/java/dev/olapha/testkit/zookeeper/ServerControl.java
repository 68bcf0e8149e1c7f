package dev.olapha.testkit.zookeeper;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Asks a {@link ControlEndpoint} of another process. Safe to use from several threads. */
final class ServerControl {

    private static final int ANSWER_TIMEOUT_MILLIS = 15_000;

    private final int port;

    ServerControl(int port) {
        this.port = port;
    }

    int port() {
        return port;
    }

    boolean answers() {
        try {
            ask("/connections");
            return true;
        } catch (IllegalStateException e) {
            return false;
        }
    }

    /**
     * @throws IllegalStateException if the process does not answer, or answers with an error
     */
    String ask(String path) {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_TIMEOUT_MILLIS);
            connection.setReadTimeout(ANSWER_TIMEOUT_MILLIS);
            try {
                int status = connection.getResponseCode();
                String text = body(connection, status);
                if (status != HttpURLConnection.HTTP_OK) {
                    throw new IllegalStateException("ZooKeeper answers " + status + ": " + text);
                }
                return text;
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            throw new IllegalStateException("ZooKeeper does not answer at " + address, e);
        }
    }

    private static String body(HttpURLConnection connection, int status) throws IOException {
        try (InputStream body =
                status == HttpURLConnection.HTTP_OK
                        ? connection.getInputStream()
                        : connection.getErrorStream()) {
            return body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
