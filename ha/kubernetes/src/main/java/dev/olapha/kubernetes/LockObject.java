package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.KubernetesClientException;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.NamespacedKubernetesClient;
import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.client.dsl.Resource;

import java.net.HttpURLConnection;
import java.net.URI;

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
    private static final int TOO_MANY_REQUESTS = 429;

    private final ElectionClient election;
    private final NamespacedKubernetesClient client;
    private final String name;
    private final ObservedLock observed;

    LockObject(ElectionClient election, String clusterId, ObservedLock observed) {
        this.election = election;
        this.client = election.client();
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
        find();
        return observed.latest();
    }

    /** What the API server has, even if something newer is known. */
    LockState find() {
        final LockState known = observed.latest();
        final ConfigMap found = resource().get();
        if (found == null) {
            observed.offerMissing(known);
            return LockState.missing(0);
        }
        return written(found);
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

    /** Hears of every change after the given version. */
    LockStream watch(long version, LockStream.Listener listener) {
        return LockStream.open(election, uri("&resourceVersion=" + version), listener);
    }

    /** Hears of the present state, if there is an object, and of every change after it. */
    LockStream watch(LockStream.Listener listener) {
        return LockStream.open(election, uri(""), listener);
    }

    /** A watch has brought this state. */
    void heard(LockState state) {
        observed.offer(state);
    }

    private URI uri(String more) {
        return URI.create(
                String.format(
                        "%sapi/v1/namespaces/%s/configmaps?fieldSelector=metadata.name%%3D%s"
                                + "&watch=true&allowWatchBookmarks=true%s",
                        client.getMasterUrl(), client.getNamespace(), name, more));
    }

    private Resource<ConfigMap> resource() {
        return client.configMaps().withName(name);
    }

    /** Whether the object was changed, created or deleted by somebody else meanwhile. */
    static boolean isRace(KubernetesClientException error) {
        return error.getCode() == HttpURLConnection.HTTP_CONFLICT || isMissing(error);
    }

    /** The object, or if it was to be created, its namespace. */
    static boolean isMissing(KubernetesClientException error) {
        return error.getCode() == HttpURLConnection.HTTP_NOT_FOUND;
    }

    /** Whether a write may have happened all the same: there was no answer, or one of no use. */
    static boolean isUnknown(KubernetesClientException error) {
        return isUnanswered(error) || error.getCode() >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    /** fabric8 gives it the code -1, and in some places 0. */
    static boolean isUnanswered(KubernetesClientException error) {
        return error.getCode() <= 0;
    }

    /** For people: fabric8's own message does not say that there was no answer. */
    static String reason(KubernetesClientException error) {
        return error.getCause() == null || error.getCause().getMessage() == null
                ? String.valueOf(error.getMessage())
                : error.getMessage() + " " + error.getCause().getMessage();
    }

    /** Whether the same request may well succeed a little later. */
    static boolean isPassing(KubernetesClientException error) {
        return isUnknown(error) || error.getCode() == TOO_MANY_REQUESTS;
    }

    static boolean isForbidden(KubernetesClientException error) {
        return error.getCode() == HttpURLConnection.HTTP_FORBIDDEN;
    }
}
