package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.kubernetes.shaded.com.fasterxml.jackson.databind.ObjectMapper;
import org.apache.flink.kubernetes.shaded.com.fasterxml.jackson.databind.node.ObjectNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Objects as an API server keeps them: every write, a deletion too, gets the next version; a write
 * that names another version than the present one is refused; watches begin at a version and are
 * told that it is gone if it has been forgotten. Thread-safe.
 */
final class ApiObjects {

    static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, ObjectNode> objects = new TreeMap<>();
    private final List<Event> history = new ArrayList<>();
    private final Set<String> missingNamespaces = ConcurrentHashMap.newKeySet();
    private long version = 100;
    private long forgotten;

    private static final class Event {

        private final String key;
        private final long version;
        private final String line;

        private Event(String key, long version, String line) {
            this.key = key;
            this.version = version;
            this.line = line;
        }
    }

    /** An open watch; {@link #next} is filled by whoever writes. */
    final class Subscription {

        private final String key;
        final BlockingQueue<String> next = new LinkedBlockingQueue<>();

        private Subscription(String key) {
            this.key = key;
        }
    }

    private final Set<Subscription> subscriptions = ConcurrentHashMap.newKeySet();

    /** From now on there is no such namespace. */
    void removeNamespace(String namespace) {
        missingNamespaces.add(namespace);
    }

    void addNamespace(String namespace) {
        missingNamespaces.remove(namespace);
    }

    /** Watches from versions before the present one are refused from now on. */
    synchronized void forgetHistory() {
        forgotten = ++version;
        history.clear();
    }

    /** As a backup does that is older than all that was written since. */
    synchronized void restore() {
        version = 10;
        forgotten = 0;
        history.clear();
        objects.values()
                .forEach(object -> object.withObject("/metadata").put("resourceVersion", "9"));
    }

    synchronized ApiReply answer(ApiCall call) {
        final String key = key(call.namespace(), call.resource(), call.name());
        final ObjectNode present = objects.get(key);
        switch (call.method()) {
            case "POST":
                return create(call);
            case "GET":
                if (call.name().isEmpty()) {
                    return list(key);
                }
                return present == null ? notFound(call.name()) : ApiReply.of(present);
            case "PUT":
                return present == null ? notFound(call.name()) : replace(call, key, present);
            case "DELETE":
                return present == null ? notFound(call.name()) : delete(key, present);
            default:
                return ApiReply.failure(405, "MethodNotAllowed", call.method());
        }
    }

    private ApiReply create(ApiCall call) {
        final ObjectNode object = parse(call.body());
        if (missingNamespaces.contains(call.namespace())) {
            return notFound("namespaces \"" + call.namespace() + "\"");
        }
        final String key =
                key(
                        call.namespace(),
                        call.resource(),
                        object.path("metadata").path("name").asText());
        if (objects.containsKey(key)) {
            return ApiReply.failure(409, "AlreadyExists", key);
        }
        return ApiReply.of(201, store(key, object, "ADDED"));
    }

    private ApiReply replace(ApiCall call, String key, ObjectNode present) {
        final ObjectNode object = parse(call.body());
        final String named = object.path("metadata").path("resourceVersion").asText();
        if (!named.isEmpty() && !named.equals(versionOf(present))) {
            return ApiReply.failure(409, "Conflict", "the object has been modified");
        }
        return ApiReply.of(store(key, object, "MODIFIED"));
    }

    private ApiReply delete(String key, ObjectNode present) {
        objects.remove(key);
        publish(key, present.deepCopy(), "DELETED");
        return ApiReply.of(JSON.createObjectNode().put("kind", "Status").put("status", "Success"));
    }

    private ObjectNode store(String key, ObjectNode object, String event) {
        publish(key, object, event);
        objects.put(key, object);
        return object;
    }

    private void publish(String key, ObjectNode object, String type) {
        object.withObject("/metadata").put("resourceVersion", Long.toString(++version));
        final Event event = new Event(key, version, event(type, object));
        history.add(event);
        subscriptions.stream()
                .filter(subscription -> subscription.key.equals(key))
                .forEach(subscription -> subscription.next.add(event.line));
    }

    synchronized Subscription subscribe(ApiCall call) {
        final String key = key(call.namespace(), call.resource(), call.name());
        final Subscription subscription = new Subscription(key);
        if (call.version().isEmpty() || "0".equals(call.version())) {
            if (objects.containsKey(key)) {
                subscription.next.add(event("ADDED", objects.get(key)));
            }
        } else if (Long.parseLong(call.version()) < forgotten) {
            subscription.next.add(
                    event("ERROR", ApiReply.failure(410, "Expired", "too old version").body()));
            return subscription;
        } else {
            history.stream()
                    .filter(event -> event.key.equals(key))
                    .filter(event -> event.version > Long.parseLong(call.version()))
                    .forEach(event -> subscription.next.add(event.line));
        }
        subscriptions.add(subscription);
        return subscription;
    }

    void unsubscribe(Subscription subscription) {
        subscriptions.remove(subscription);
    }

    private ApiReply list(String prefix) {
        final ObjectNode list = JSON.createObjectNode().put("kind", "List").put("apiVersion", "v1");
        objects.forEach(
                (key, object) -> {
                    if (key.startsWith(prefix)) {
                        list.withArray("items").add(object);
                    }
                });
        list.withArray("items");
        return ApiReply.of(list);
    }

    private static ApiReply notFound(String what) {
        return ApiReply.failure(404, "NotFound", what + " not found");
    }

    private static String event(String type, JsonNode object) {
        return JSON.createObjectNode().put("type", type).set("object", object).toString();
    }

    private static String versionOf(JsonNode object) {
        return object.path("metadata").path("resourceVersion").asText();
    }

    private static String key(String namespace, String resource, String name) {
        return namespace + "/" + resource + "/" + name;
    }

    static ObjectNode parse(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (Exception e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
