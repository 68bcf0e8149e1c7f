package dev.olapha.faults.store;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ConfigMap in which leaders are elected, at one moment. */
record LockView(JsonNode configMap) {

    /** Of the record of a component. */
    static final String RECORD = "olapha.leader.";

    static final String ANNOTATION = "control-plane.alpha.kubernetes.io/leader";

    private static final String HOLDER = "olapha.holder";
    private static final Pattern HOLDER_IDENTITY =
            Pattern.compile("\"holderIdentity\"\\s*:\\s*\"([^\"]*)\"");
    private static final Pattern PID = Pattern.compile("^(\\d+)@");

    /** Who holds the lock; empty if nobody does. */
    String holder() {
        final Matcher holder =
                HOLDER_IDENTITY.matcher(
                        configMap.path("metadata").path("annotations").path(ANNOTATION).asText());
        return holder.find() ? holder.group(1) : "";
    }

    /** The process that an identity names; -1 if it names none. */
    static long pidIn(String identity) {
        final Matcher pid = PID.matcher(identity);
        return pid.find() ? Long.parseLong(pid.group(1)) : -1;
    }

    /** A component's record as it lies there, whether it counts or not. */
    Optional<byte[]> stored(String component) {
        final JsonNode text = configMap.path("data").path(RECORD + component);
        final JsonNode binary = configMap.path("binaryData").path(RECORD + component);
        return binary.isTextual()
                ? Optional.of(Base64.getDecoder().decode(binary.asText()))
                : Optional.of(text)
                        .filter(JsonNode::isTextual)
                        .map(node -> node.asText().getBytes(StandardCharsets.UTF_8));
    }

    /** A component's record; nothing if there is none, or if it is not that of the holder. */
    Optional<byte[]> record(String component) {
        final String holder = holder();
        return holder.isEmpty() || !holder.equals(configMap.path("data").path(HOLDER).asText())
                ? Optional.empty()
                : stored(component);
    }

    /** All content but the annotation that every renewal changes. */
    String content() {
        return configMap.path("data").toString() + configMap.path("binaryData");
    }
}
