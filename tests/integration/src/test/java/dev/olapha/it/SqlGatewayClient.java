package dev.olapha.it;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** One session with a SQL Gateway over its REST API. */
final class SqlGatewayClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final long POLL_MILLIS = 20;

    private final ObjectMapper json = new ObjectMapper();
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI gateway;
    private final URI session;

    private SqlGatewayClient(URI gateway) throws Exception {
        this.gateway = gateway;
        final String handle =
                post(gateway.resolve("/v1/sessions"), Map.of()).get("sessionHandle").asText();
        this.session = gateway.resolve("/v1/sessions/" + handle + "/");
    }

    static SqlGatewayClient open(URI gateway) throws Exception {
        return new SqlGatewayClient(gateway);
    }

    /** The first column of the first row of a statement's result, as text. */
    String firstValue(String statement) throws Exception {
        return rows(statement).get(0).get(0).asText();
    }

    /**
     * All rows of a statement's result.
     *
     * @throws IOException with the gateway's answer if the statement failed
     */
    List<JsonNode> rows(String statement) throws Exception {
        return rowsOf(submit(statement));
    }

    /** Begins a statement; returns its operation. */
    String submit(String statement) throws Exception {
        return post(session.resolve("statements"), Map.of("statement", statement))
                .get("operationHandle")
                .asText();
    }

    /** Ends an operation, whose job is cancelled if it has not ended. */
    void close(String operation) throws Exception {
        send(
                HttpRequest.newBuilder(session.resolve("operations/" + operation + "/close"))
                        .DELETE()
                        .build());
    }

    /**
     * All rows of an operation's result.
     *
     * @throws IOException with the gateway's answer if it failed
     */
    List<JsonNode> rowsOf(String operation) throws Exception {
        final List<JsonNode> rows = new ArrayList<>();
        final Instant deadline = Instant.now().plus(TIMEOUT);
        URI next = session.resolve("operations/" + operation + "/result/0");
        while (true) {
            final JsonNode page = send(HttpRequest.newBuilder(next).build());
            final JsonNode data = page.path("results").path("data");
            data.forEach(row -> rows.add(row.get("fields")));
            if (page.path("resultType").asText().equals("EOS")) {
                return rows;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new IOException("No result of " + operation + " in " + TIMEOUT);
            }
            if (data.isEmpty()) {
                Thread.sleep(POLL_MILLIS);
            }
            next = gateway.resolve(page.get("nextResultUri").asText());
        }
    }

    private JsonNode post(URI address, Map<String, String> body) throws Exception {
        return send(
                HttpRequest.newBuilder(address)
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(json.writeValueAsString(body)))
                        .build());
    }

    private JsonNode send(HttpRequest request) throws Exception {
        final HttpResponse<String> response =
                http.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(response.statusCode() + ": " + response.body());
        }
        return json.readTree(response.body());
    }
}
