package dev.olapha.testkit.kubernetes;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

@RequiresApiServer
class ApiFilterIT {

    private static final String CONFIG_MAPS = "/api/v1/namespaces/default/configmaps";
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    @TempDir static Path directory;

    private static RealApiServer server;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private ApiFilter filter;

    @BeforeAll
    static void startServer() {
        server = RealApiServer.start(directory);
    }

    @AfterAll
    static void stopServer() {
        server.close();
    }

    @BeforeEach
    void start() {
        filter = server.newFilter();
    }

    @AfterEach
    void stop() {
        filter.close();
    }

    @Test
    void refusesWhatItIsTold() throws Exception {
        assertThat(create("before")).isEqualTo(201);
        filter.refuseWrites(409);
        assertThat(create("refused")).isEqualTo(409);
        assertThat(read("before")).isEqualTo(200);
        filter.refuseEverything(429);
        assertThat(read("before")).isEqualTo(429);
        filter.restore();
        assertThat(read("refused")).isEqualTo(404);
        assertThat(create("after")).isEqualTo(201);
    }

    @Test
    void watchesFallSilentAndEndWhenAllIsWellAgain() throws Exception {
        final List<String> events = new CopyOnWriteArrayList<>();
        final HttpResponse<Stream<String>> watch =
                http.send(
                        request(CONFIG_MAPS + "?watch=true").GET().build(),
                        HttpResponse.BodyHandlers.ofLines());
        final Thread reader = new Thread(() -> read(watch.body(), events));
        reader.start();
        assertThat(create("heard")).isEqualTo(201);
        await(() -> events.stream().anyMatch(event -> event.contains("\"heard\"")));

        filter.silenceWatches();
        assertThat(create("unheard")).isEqualTo(201);
        // Whatever the server sends first to another watch, it has sent to this one as well.
        try (ApiWatch direct =
                server.client(RealApiServer.ADMIN)
                        .watch(
                                CONFIG_MAPS,
                                event ->
                                        events.add(
                                                "direct " + event.at("/object/metadata/name")))) {
            await(() -> events.contains("direct \"unheard\""));
        }
        assertThat(reader.isAlive()).isTrue();
        filter.restore();
        await(() -> !reader.isAlive());
        assertThat(events)
                .noneMatch(event -> event.startsWith("{") && event.contains("\"unheard\""));
    }

    private static void read(Stream<String> lines, List<String> events) {
        try {
            lines.forEach(events::add);
        } catch (RuntimeException e) {
            // The watch has ended.
        }
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(TIMEOUT).until(condition);
    }

    private int create(String name) throws IOException, InterruptedException {
        return send(
                request(CONFIG_MAPS)
                        .header("Content-Type", "application/json")
                        .POST(
                                BodyPublishers.ofString(
                                        "{\"apiVersion\": \"v1\", \"kind\": \"ConfigMap\","
                                                + " \"metadata\": {\"name\": \""
                                                + name
                                                + "\"}}")));
    }

    private int read(String name) throws IOException, InterruptedException {
        return send(request(CONFIG_MAPS + "/" + name).GET());
    }

    private int send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return http.send(request.build(), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://" + filter.address() + path))
                .timeout(TIMEOUT)
                .header("Authorization", "Bearer " + server.token(RealApiServer.ADMIN));
    }
}
