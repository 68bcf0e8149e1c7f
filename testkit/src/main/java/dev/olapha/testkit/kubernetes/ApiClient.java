package dev.olapha.testkit.kubernetes;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.function.Consumer;

/** A user of an API server that speaks plain HTTP and JSON. Every request is bounded in time. */
public final class ApiClient {

    private static final String JSON = "application/json";
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    private final URI server;
    private final String token;
    private final HttpClient http;

    ApiClient(URI server, Path certificate, String token) {
        this.server = server;
        this.token = token;
        this.http =
                HttpClient.newBuilder()
                        .sslContext(trusting(certificate))
                        .connectTimeout(TIMEOUT)
                        .build();
    }

    public ApiAnswer get(String path) {
        return send("GET", path, BodyPublishers.noBody(), JSON);
    }

    /** Creates an object. */
    public ApiAnswer post(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body), JSON);
    }

    /** Creates an object that is written in YAML. */
    public ApiAnswer postYaml(String path, String body) {
        return send("POST", path, BodyPublishers.ofString(body), "application/yaml");
    }

    /** Replaces an object. */
    public ApiAnswer put(String path, String body) {
        return send("PUT", path, BodyPublishers.ofString(body), JSON);
    }

    /**
     * Watches objects.
     *
     * @param path of the list of objects
     * @param events is told of every event, as the server sent it, on the watch's own thread;
     *     begins with the objects that are there
     */
    public ApiWatch watch(String path, Consumer<JsonNode> events) {
        final String watching = path + (path.contains("?") ? "&" : "?") + "watch=true";
        return ApiWatch.start(
                () ->
                        http.send(
                                request(watching).GET().build(),
                                HttpResponse.BodyHandlers.ofLines()),
                events);
    }

    public ApiAnswer delete(String path) {
        return send("DELETE", path, BodyPublishers.noBody(), JSON);
    }

    /**
     * @throws IllegalStateException if the server does not answer
     */
    private ApiAnswer send(String method, String path, BodyPublisher body, String contentType) {
        try {
            final HttpResponse<String> response =
                    http.send(
                            request(path)
                                    .header("Content-Type", contentType)
                                    .method(method, body)
                                    .build(),
                            HttpResponse.BodyHandlers.ofString());
            return new ApiAnswer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new IllegalStateException("The API server at " + server + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while asking the API server", e);
        }
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + token);
    }

    static SSLContext trusting(Path certificate) {
        try (InputStream in = Files.newInputStream(certificate)) {
            final KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (var found : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
                store.setCertificateEntry("server-" + number++, found);
            }
            final TrustManagerFactory trust =
                    TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            final SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("Cannot trust the certificate in " + certificate, e);
        }
    }
}
