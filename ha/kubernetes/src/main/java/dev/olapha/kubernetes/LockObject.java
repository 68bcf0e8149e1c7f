package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.Watch;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.Watcher;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.dsl.Resource;

import java.net.HttpURLConnection;

/**
 * The requests for the one object that everything turns on: stock Flink's {@code
 * <cluster-id>-cluster-config-map}. Every method sends one request and waits for its answer, which
 * goes to {@link ObservedLock}. All throw {@link KubernetesClientException} if the API server
 * refuses or does not answer.
 *
 * <p>Thread-safe.
 */
final class LockObject {

    private static final String NAME_SUFFIX = "-cluster-config-map";

    private final NamespacedKubernetesClient client;
    private final String name;
    private final ObservedLock observed;

    LockObject(NamespacedKubernetesClient client, String clusterId, ObservedLock observed) {
        this.client = client;
        this.name = nameFor(clusterId);
        this.observed = observed;
    }

    /** Where stock Flink of every line keeps its lock. */
    static String nameFor(String clusterId) {
        return clusterId + NAME_SUFFIX;
    }

    String name() {
        return name;
    }

    String namespace() {
        return client.getNamespace();
    }

    LockState read() {
        final LockState known = observed.latest();
        final ConfigMap found = resource().get();
        if (found == null) {
            observed.offerMissing(known);
        } else {
            observed.offer(LockState.of(found));
        }
        return observed.latest();
    }

    LockState create(ConfigMap content) {
        return written(client.resource(content).create());
    }

    /** Replaces the object if it still has the version that the content was made from. */
    LockState replace(ConfigMap content) {
        return written(client.resource(content).lockResourceVersion().update());
    }

    private LockState written(ConfigMap answer) {
        final LockState state = LockState.of(answer);
        observed.offer(state);
        return state;
    }

    void delete() {
        resource().delete();
    }

    /** Hears of every change after the given state. */
    Watch watch(LockState from, Watcher<ConfigMap> watcher) {
        return from.exists()
                ? resource().withResourceVersion(Long.toString(from.version())).watch(watcher)
                : resource().watch(watcher);
    }

    private Resource<ConfigMap> resource() {
        return client.configMaps().withName(name);
    }

    /** Whether the object was changed, created or deleted by somebody else meanwhile. */
    static boolean isRace(KubernetesClientException error) {
        return error.getCode() == HttpURLConnection.HTTP_CONFLICT
                || error.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    static boolean isForbidden(KubernetesClientException error) {
        return error.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    }
}
