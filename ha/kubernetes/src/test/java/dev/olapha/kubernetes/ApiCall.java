package dev.olapha.kubernetes;

import com.sun.net.httpserver.HttpExchange;

import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One request to the {@link MockApiServer}. Never changed. */
final class ApiCall {

    /** Of {@code /api/v1/namespaces/NAMESPACE/RESOURCE/NAME}. */
    private static final int NAMESPACE = 4;

    private final String method;
    private final String path;
    private final List<String> segments;
    private final Map<String, String> query = new HashMap<>();
    private final boolean upgrade;
    private final String body;

    private ApiCall(HttpExchange exchange, String body) {
        this.method = exchange.getRequestMethod();
        this.path = exchange.getRequestURI().getPath();
        this.segments = List.of(path.split("/"));
        this.upgrade = exchange.getRequestHeaders().getFirst("Sec-WebSocket-Key") != null;
        this.body = body;
        final String raw = exchange.getRequestURI().getRawQuery();
        if (raw != null) {
            for (String pair : raw.split("&")) {
                final String[] parts = pair.split("=", 2);
                query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
            }
        }
    }

    static ApiCall of(HttpExchange exchange) throws IOException {
        return new ApiCall(
                exchange,
                new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
    }

    boolean isWatch() {
        return "true".equals(query.get("watch"));
    }

    /** Whether a watch asks for a WebSocket. */
    boolean asksForUpgrade() {
        return upgrade;
    }

    boolean isFor(String resource) {
        return resource.equals(resource());
    }

    boolean is(String aMethod, String resource) {
        return method.equals(aMethod) && isFor(resource) && !isWatch();
    }

    boolean isWrite() {
        return !method.equals("GET");
    }

    String method() {
        return method;
    }

    String namespace() {
        return segment(NAMESPACE);
    }

    String resource() {
        return segment(NAMESPACE + 1);
    }

    /** Empty if it is about all objects of the resource. */
    String name() {
        return isWatch()
                ? query.getOrDefault("fieldSelector", "").replaceFirst("metadata.name=", "")
                : segment(NAMESPACE + 2);
    }

    /** From which version a watch begins; empty for the present one. */
    String version() {
        return query.getOrDefault("resourceVersion", "");
    }

    String body() {
        return body;
    }

    private String segment(int index) {
        return index < segments.size() ? segments.get(index) : "";
    }

    /** Such as {@code PUT /api/v1/...}, {@code WATCH /api/v1/...}. */
    @Override
    public String toString() {
        return (isWatch() ? "WATCH" : method) + " " + path;
    }
}
