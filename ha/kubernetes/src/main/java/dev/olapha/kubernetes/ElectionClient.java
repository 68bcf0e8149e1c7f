package dev.olapha.kubernetes;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.kubernetes.configuration.KubernetesConfigOptions;
import org.apache.flink.kubernetes.kubeclient.FlinkKubeClientFactory;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.Config;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientBuilder;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.time.Duration;

/**
 * The client of the election and its readers. Configured by Flink's own code, so that every {@code
 * kubernetes.*} key, the kube config and the service account keep their meaning; but a request ends
 * within the time it is given and is sent once. Flink's own client repeats it ten times inside one
 * call, for 19 s on errors and two minutes on silence, and all its requests share one HTTP/2
 * connection that a request without an answer does not end: a leader on it is lost with the
 * connection.
 */
final class ElectionClient {

    private final NamespacedKubernetesClient client;
    private final ElectionHttpClientFactory http;

    private ElectionClient(NamespacedKubernetesClient client, ElectionHttpClientFactory http) {
        this.client = client;
        this.http = http;
    }

    /**
     * Begins to connect with the first request.
     *
     * @param limit for each request, connecting included
     * @throws IllegalConfigurationException if a Kubernetes key has a value that is not allowed
     */
    static ElectionClient open(Configuration configuration, Duration limit) {
        final ElectionHttpClientFactory http = new ElectionHttpClientFactory();
        final Config config;
        try (NamespacedKubernetesClient flinks = flinks(configuration)) {
            config = flinks.getConfiguration();
        }
        final int limitMillis = Math.toIntExact(limit.toMillis());
        set(config, "setRequestTimeout", limitMillis);
        set(config, "setConnectionTimeout", limitMillis);
        set(config, "setRequestRetryBackoffLimit", 0);
        set(config, "setHttp2Disable", true);
        return new ElectionClient(
                new KubernetesClientBuilder()
                        .withConfig(config)
                        .withHttpClientFactory(http)
                        .build()
                        .adapt(NamespacedKubernetesClient.class),
                http);
    }

    /** A client as Flink makes it. */
    static NamespacedKubernetesClient flinks(Configuration configuration) {
        try {
            return FlinkKubeClientFactory.getInstance()
                    .createFabric8ioKubernetesClient(configuration);
        } catch (RuntimeException e) {
            throw new IllegalConfigurationException(
                    String.format(
                            "The Kubernetes client cannot be configured (%s): '%s: %s' must name a readable kube "
                                    + "config, or be left out inside a cluster or where ~/.kube/config serves.",
                            e.getMessage(),
                            KubernetesConfigOptions.KUBE_CONFIG_FILE.key(),
                            configuration.get(KubernetesConfigOptions.KUBE_CONFIG_FILE)),
                    e);
        }
    }

    /** By name: the parameters are primitive in Flink 1.20's fabric8, and objects in later ones. */
    private static void set(Config config, String setter, Object value) {
        for (Method method : Config.class.getMethods()) {
            if (method.getName().equals(setter) && method.getParameterCount() == 1) {
                try {
                    method.invoke(config, value);
                    return;
                } catch (IllegalAccessException | InvocationTargetException e) {
                    throw new IllegalStateException("Config." + setter + " failed", e);
                }
            }
        }
        // Without it a request might take longer than a lease: better no start than two leaders.
        throw new IllegalStateException("This fabric8 has no Config." + setter);
    }

    NamespacedKubernetesClient client() {
        return client;
    }

    ElectionHttpClientFactory http() {
        return http;
    }
}
