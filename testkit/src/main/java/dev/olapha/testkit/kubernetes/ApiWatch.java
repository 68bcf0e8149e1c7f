package dev.olapha.testkit.kubernetes;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Watches objects of an API server until it is closed: begins anew whenever the server ends the
 * watch, and with the objects that are there.
 */
public final class ApiWatch implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    /** Sends the request of a watch. */
    interface Request {
        HttpResponse<Stream<String>> send() throws IOException, InterruptedException;
    }

    private final Request request;
    private final Consumer<JsonNode> events;
    private final Thread thread;
    private volatile boolean closed;

    private ApiWatch(Request request, Consumer<JsonNode> events) {
        this.request = request;
        this.events = events;
        this.thread = new Thread(this::follow, "olapha-api-watch");
        thread.setDaemon(true);
    }

    static ApiWatch start(Request request, Consumer<JsonNode> events) {
        final ApiWatch watch = new ApiWatch(request, events);
        watch.thread.start();
        return watch;
    }

    private void follow() {
        while (!closed) {
            try {
                final HttpResponse<Stream<String>> response = request.send();
                try (Stream<String> lines = response.body()) {
                    if (response.statusCode() == 200) {
                        lines.forEach(this::tell);
                    }
                }
                Thread.sleep(PAUSE.toMillis());
            } catch (IOException | UncheckedIOException e) {
                // The server is away, or this watch is closed.
                pause();
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private void pause() {
        try {
            Thread.sleep(PAUSE.toMillis());
        } catch (InterruptedException e) {
            closed = true;
        }
    }

    private void tell(String line) {
        if (closed) {
            throw new UncheckedIOException(new IOException("closed"));
        }
        try {
            events.accept(JSON.readTree(line));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(CLOSE_TIMEOUT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
