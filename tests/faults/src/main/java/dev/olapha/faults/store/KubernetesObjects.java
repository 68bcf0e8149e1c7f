package dev.olapha.faults.store;

import dev.olapha.testkit.kubernetes.ApiAnswer;
import dev.olapha.testkit.kubernetes.ApiClient;
import dev.olapha.testkit.process.Deadline;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.ObjectNode;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * What a cluster has on the API server, for the suite, which goes straight to it and may do
 * everything there.
 */
final class KubernetesObjects implements Records {

    static final String NAMESPACE = "default";

    private static final String OBJECTS = "/api/v1/namespaces/" + NAMESPACE + "/";
    private static final Duration WRITTEN = Duration.ofSeconds(10);

    private final ApiClient admin;
    private final String clusterId;

    KubernetesObjects(ApiClient admin, String clusterId) {
        this.admin = admin;
        this.clusterId = clusterId;
    }

    private String lockName() {
        return clusterId + "-cluster-config-map";
    }

    private String lock() {
        return OBJECTS + "configmaps/" + lockName();
    }

    /** With which a watch follows the lock and nothing else. */
    String lockSelector() {
        return OBJECTS + "configmaps?fieldSelector=metadata.name=" + lockName();
    }

    /** Whether a request was about the lock. */
    boolean isLock(String resource, String name) {
        return resource.equals("configmaps") && name.equals(lockName());
    }

    /** The lock; nothing if there is none. */
    Optional<LockView> find() {
        final ApiAnswer answer = admin.get(lock());
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(new LockView(answer.orThrow().json()));
    }

    /** With what the leader proves to its peers that it lives, as the Secret holds it. */
    Optional<String> livenessRecord() {
        final ApiAnswer answer = admin.get(OBJECTS + "secrets/" + clusterId + "-leader-liveness");
        return answer.status() == 404
                ? Optional.empty()
                : Optional.of(answer.orThrow().json().path("data").path("record").asText())
                        .map(
                                text ->
                                        new String(
                                                Base64.getDecoder().decode(text),
                                                StandardCharsets.UTF_8));
    }

    /** The names of all objects that bear the cluster's label. */
    List<String> names() {
        final List<String> names = new ArrayList<>();
        for (String kind : List.of("configmaps", "secrets")) {
            admin.get(OBJECTS + kind + "?labelSelector=app=" + clusterId)
                    .orThrow()
                    .json()
                    .path("items")
                    .forEach(
                            object ->
                                    names.add(
                                            kind
                                                    + "/"
                                                    + object.path("metadata")
                                                            .path("name")
                                                            .asText()));
        }
        return names;
    }

    /** Takes the lock from whoever holds it, for nobody. */
    void freeLock() {
        change(
                lock ->
                        ((ObjectNode) lock.path("metadata").path("annotations"))
                                .put(LockView.ANNOTATION, ""));
    }

    @Override
    public void overwriteRecord(String component, byte[] content) {
        final String key = LockView.RECORD + component;
        change(
                lock -> {
                    remove(lock, key);
                    if (isText(content)) {
                        lock.withObject("/data")
                                .put(key, new String(content, StandardCharsets.UTF_8));
                    } else {
                        lock.withObject("/binaryData")
                                .put(key, Base64.getEncoder().encodeToString(content));
                    }
                });
    }

    @Override
    public byte[] readRecord(String component) {
        return find().flatMap(lock -> lock.record(component))
                .orElseThrow(() -> new IllegalStateException("There is no record of " + component));
    }

    @Override
    public void deleteRecord(String component) {
        change(lock -> remove(lock, LockView.RECORD + component));
    }

    private static void remove(ObjectNode lock, String key) {
        for (String kind : List.of("data", "binaryData")) {
            if (lock.path(kind) instanceof ObjectNode data) {
                data.remove(key);
            }
        }
    }

    /** JSON can carry control characters, but for the price of six bytes each. */
    private static boolean isText(byte[] content) {
        for (byte each : content) {
            if (each >= 0 && each < ' ' && each != '\n') {
                return false;
            }
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(content));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    /** Again and again until nobody interferes. */
    private void change(Consumer<ObjectNode> change) {
        final Deadline deadline = Deadline.after(WRITTEN);
        while (true) {
            final JsonNode lock = find().map(LockView::configMap).orElseThrow();
            change.accept((ObjectNode) lock);
            final ApiAnswer answer = admin.put(lock(), lock.toString());
            if (answer.status() != 409 || deadline.hasPassed()) {
                answer.orThrow();
                return;
            }
        }
    }
}
