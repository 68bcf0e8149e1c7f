package dev.olapha.persistence.adapter;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.server.mock.KubernetesCrudDispatcher;
import io.fabric8.kubernetes.client.server.mock.KubernetesMockServer;
import io.fabric8.mockwebserver.Context;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * fabric8's imitation of an API server, for a process that may be killed before each of its writes:
 * those that come later are refused.
 */
final class MortalApiServer implements AutoCloseable {

    /** Held, or the setting would be garbage. */
    private static final Logger REQUEST_LOG = Logger.getLogger(MockWebServer.class.getName());

    /** An answer after which the client does not try again. */
    private static final int REFUSED = 400;

    private final KubernetesMockServer server =
            new KubernetesMockServer(
                    new Context(), new MockWebServer(), new HashMap<>(), new Writes(), false);
    private final Path kubeConfig;
    private final KubernetesClient reader;

    private volatile Mortality mortality = Mortality.immortal();

    private MortalApiServer() {
        server.init(InetAddress.getLoopbackAddress(), 0);
        reader = server.createClient();
        try {
            kubeConfig = Files.createTempFile("olapha-kube-config", ".yaml");
            Files.writeString(
                    kubeConfig,
                    String.join(
                            "\n",
                            "apiVersion: v1",
                            "kind: Config",
                            "clusters:",
                            "- {name: mock, cluster: {server: '" + server.url("/") + "'}}",
                            "users:",
                            "- {name: test, user: {}}",
                            "contexts:",
                            "- {name: mock, context: {cluster: mock, user: test}}",
                            "current-context: mock",
                            ""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static MortalApiServer start() {
        // It writes a line for every request.
        REQUEST_LOG.setLevel(Level.OFF);
        return new MortalApiServer();
    }

    Path kubeConfig() {
        return kubeConfig;
    }

    /** Whose writes come from now on. */
    void subjectTo(Mortality process) {
        mortality = process;
    }

    /** The data of all ConfigMaps by name. */
    Map<String, Map<String, String>> configMaps() {
        final Map<String, Map<String, String>> found = new TreeMap<>();
        reader.configMaps()
                .inAnyNamespace()
                .list()
                .getItems()
                .forEach(
                        configMap ->
                                found.put(
                                        configMap.getMetadata().getName(),
                                        configMap.getData() == null
                                                ? Map.of()
                                                : configMap.getData()));
        return found;
    }

    @Override
    public void close() throws IOException {
        reader.close();
        server.destroy();
        Files.delete(kubeConfig);
    }

    private final class Writes extends Dispatcher {

        private final KubernetesCrudDispatcher objects = new KubernetesCrudDispatcher();

        @Override
        public MockResponse dispatch(RecordedRequest request) throws InterruptedException {
            if ("GET".equals(request.getMethod())) {
                return objects.dispatch(request);
            }
            return mortality.survives()
                    ? objects.dispatch(request)
                    : new MockResponse().setResponseCode(REFUSED);
        }
    }
}
