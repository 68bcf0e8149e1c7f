package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.com.fasterxml.jackson.databind.node.ObjectNode;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * An imitation of an API server in this JVM: the objects of {@link ApiObjects} over HTTP, with
 * watches as streams of lines. Requests may be refused, or held without an answer, as {@link
 * Troubles} says. Reviews of access are always granted.
 */
final class MockApiServer implements AutoCloseable {

    private final Troubles troubles = new Troubles();
    private final ApiObjects objects = new ApiObjects();
    private final ExecutorService threads =
            Executors.newCachedThreadPool(
                    task -> {
                        final Thread thread = new Thread(task, "mock-api-server");
                        thread.setDaemon(true);
                        return thread;
                    });
    private final HttpServer server;
    private final List<Path> kubeConfigs = new CopyOnWriteArrayList<>();

    /** Counts up when all watches must end. */
    private volatile int watchGeneration;

    private MockApiServer() throws IOException {
        // Else an answer waits for the client's delayed acknowledgement, 40 ms.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.setExecutor(threads);
        server.start();
    }

    static MockApiServer start() {
        try {
            return new MockApiServer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return server.getAddress().getPort();
    }

    Path kubeConfig() {
        return kubeConfig(port());
    }

    /** For clients that reach this server at another port. */
    Path kubeConfig(int port) {
        try {
            final Path kubeConfig = Files.createTempFile("olapha-kube-config", ".yaml");
            kubeConfigs.add(kubeConfig);
            return Files.writeString(
                    kubeConfig,
                    String.join(
                            "\n",
                            "apiVersion: v1",
                            "kind: Config",
                            "clusters:",
                            "- name: mock",
                            "  cluster:",
                            "    server: http://127.0.0.1:" + port + "/",
                            "users:",
                            "- name: test",
                            "  user: {}",
                            "contexts:",
                            "- name: mock",
                            "  context:",
                            "    cluster: mock",
                            "    user: test",
                            "current-context: mock",
                            ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What goes wrong between the server and its clients. */
    Troubles troubles() {
        return troubles;
    }

    ApiObjects objects() {
        return objects;
    }

    /** Ends all watches, as a server does that restarts. */
    void endWatches() {
        watchGeneration++;
    }

    private void handle(HttpExchange exchange) {
        try {
            final ApiCall call = ApiCall.of(exchange);
            troubles.note(call);
            troubles.holdRequest(call);
            final int refusal = troubles.refusal(call);
            if (refusal != 0) {
                exchange.getResponseHeaders().set("Retry-After", "1");
                send(exchange, ApiReply.failure(refusal, "Trouble", "as the test says"));
            } else if (call.isWatch()) {
                watch(exchange, call);
            } else if (call.toString().contains("selfsubjectaccessreviews")) {
                send(exchange, granted(call));
            } else {
                final ApiReply reply = objects.answer(call);
                troubles.holdAnswer(call);
                send(exchange, reply);
            }
        } catch (IOException e) {
            // The client has gone.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            exchange.close();
        }
    }

    private static ApiReply granted(ApiCall call) {
        final ObjectNode review = ApiObjects.parse(call.body());
        review.withObject("/status").put("allowed", true);
        return ApiReply.of(201, review);
    }

    private void send(HttpExchange exchange, ApiReply reply) throws IOException {
        final byte[] body = reply.body().toString().getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(reply.status(), body.length);
        exchange.getResponseBody().write(body);
    }

    /** Clients that want a WebSocket get 200, after which they try without. */
    private void watch(HttpExchange exchange, ApiCall call)
            throws IOException, InterruptedException {
        if (call.asksForUpgrade()) {
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        final int generation = watchGeneration;
        final boolean ignored = troubles.ignores(call);
        final ApiObjects.Subscription subscription = objects.subscribe(call);
        try {
            exchange.sendResponseHeaders(200, 0);
            final OutputStream stream = exchange.getResponseBody();
            stream.flush();
            while (generation == watchGeneration && !troubles.ends(call)) {
                final String line = subscription.next.poll(50, TimeUnit.MILLISECONDS);
                if (line != null && !ignored) {
                    stream.write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    stream.flush();
                }
                if (line != null && line.startsWith("{\"type\":\"ERROR\"")) {
                    return;
                }
            }
        } finally {
            objects.unsubscribe(subscription);
        }
    }

    @Override
    public void close() throws IOException {
        troubles.end();
        endWatches();
        threads.shutdownNow();
        server.stop(0);
        for (Path kubeConfig : kubeConfigs) {
            Files.deleteIfExists(kubeConfig);
        }
    }
}
