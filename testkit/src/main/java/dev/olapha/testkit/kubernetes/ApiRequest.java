package dev.olapha.testkit.kubernetes;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.core.JsonProcessingException;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.ObjectMapper;

import java.util.Optional;

/** One request that an API server received, as its audit log says. Immutable. */
public final class ApiRequest {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String user;
    private final String verb;
    private final String resource;
    private final String name;

    private ApiRequest(String user, String verb, String resource, String name) {
        this.user = user;
        this.verb = verb;
        this.resource = resource;
        this.name = name;
    }

    /** Nothing if the line is not whole yet. */
    static Optional<ApiRequest> parse(String auditLine) {
        try {
            final JsonNode event = JSON.readTree(auditLine);
            final JsonNode object = event.path("objectRef");
            return Optional.of(
                    new ApiRequest(
                            event.path("user").path("username").asText(),
                            event.path("verb").asText(),
                            object.path("resource").asText(),
                            object.path("name").asText()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Who sent it. */
    public String user() {
        return user;
    }

    /** What RBAC calls it: get, list, watch, create, update, patch, delete. */
    public String verb() {
        return verb;
    }

    /** The kind of object, in plural; empty if it was about none. */
    public String resource() {
        return resource;
    }

    /** The object's name; empty if the request named none, as those that create do. */
    public String name() {
        return name;
    }

    @Override
    public String toString() {
        return user + " " + verb + " " + resource + " " + name;
    }
}
