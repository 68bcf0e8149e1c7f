package dev.olapha.kubernetes;

import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import okhttp3.mockwebserver.MockWebServer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * fabric8's imitation of an API server, in this JVM: it keeps objects, refuses updates of an older
 * version, and sends events to watches. It speaks HTTP, so it need not be the version inside Flink.
 */
final class MockApiServer implements AutoCloseable {

    /** Held, or the setting would be garbage. */
    private static final Logger REQUEST_LOG = Logger.getLogger(MockWebServer.class.getName());

    private final Troubles troubles = new Troubles();
    private final KubernetesMockServer server =
            new KubernetesMockServer(
                    new Context(), new MockWebServer(), new HashMap<>(), troubles, false);
    private final Path kubeConfig;

    private MockApiServer() {
        server.init(InetAddress.getLoopbackAddress(), 0);
        try {
            kubeConfig = Files.createTempFile("olapha-kube-config", ".yaml");
            Files.writeString(
                    kubeConfig,
                    String.join(
                            "\n",
                            "apiVersion: v1",
                            "kind: Config",
                            "clusters:",
                            "- name: mock",
                            "  cluster:",
                            "    server: " + server.url("/"),
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

    static MockApiServer start() {
        // It writes a line for every request.
        REQUEST_LOG.setLevel(Level.OFF);
        return new MockApiServer();
    }

    Path kubeConfig() {
        return kubeConfig;
    }

    /** What goes wrong between the server and its clients. */
    Troubles troubles() {
        return troubles;
    }

    @Override
    public void close() throws IOException {
        server.destroy();
        Files.delete(kubeConfig);
    }
}
