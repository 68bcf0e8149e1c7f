package dev.olapha.testkit.process;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** A GET request that is answered within two seconds or not at all. */
final class RestCall {

    private static final int TIMEOUT_MILLIS = 2_000;

    private final URI address;

    RestCall(URI address) {
        this.address = address;
    }

    /**
     * The body of an answer with status 200, or nothing on any other status, on an I/O error and
     * after the timeout.
     */
    Optional<String> answer() {
        try {
            HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                if (connection.getResponseCode() != HttpURLConnection.HTTP_OK) {
                    return Optional.empty();
                }
                try (InputStream body = connection.getInputStream()) {
                    return Optional.of(new String(body.readAllBytes(), StandardCharsets.UTF_8));
                }
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
