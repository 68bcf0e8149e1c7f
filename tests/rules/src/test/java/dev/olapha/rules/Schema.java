package dev.olapha.rules;

import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The part of OpenAPI that a CustomResourceDefinition uses; unknown fields are violations. */
final class Schema {

    private static final Map<String, String> TYPES =
            Map.of(
                    "OBJECT", "object",
                    "ARRAY", "array",
                    "STRING", "string",
                    "BOOLEAN", "boolean");

    private final JsonNode root;

    Schema(JsonNode root) {
        this.root = root;
    }

    /** What is wrong with a document, as paths with a reason. */
    List<String> violations(JsonNode document) {
        final List<String> found = new ArrayList<>();
        check("", root, document, found);
        return found;
    }

    private static void check(String path, JsonNode schema, JsonNode value, List<String> found) {
        if (!isOfType(schema, value)) {
            found.add(path + " is not of type " + schema.path("type").asText());
            return;
        }
        final JsonNode allowed = schema.path("enum");
        if (allowed.isArray() && !contains(allowed, value)) {
            found.add(path + " is none of " + allowed);
        }
        schema.path("required")
                .forEach(
                        name -> {
                            if (!value.has(name.asText())) {
                                found.add(path + "." + name.asText() + " is missing");
                            }
                        });
        if (value.isArray()) {
            value.forEach(element -> check(path + "[]", schema.path("items"), element, found));
        }
        value.fieldNames()
                .forEachRemaining(
                        name ->
                                checkField(
                                        path + "." + name, schema, name, value.get(name), found));
    }

    private static void checkField(
            String path, JsonNode schema, String name, JsonNode value, List<String> found) {
        final JsonNode known = schema.path("properties").path(name);
        final JsonNode others = schema.path("additionalProperties");
        if (!known.isMissingNode()) {
            check(path, known, value, found);
        } else if (others.isObject()) {
            check(path, others, value, found);
        } else if (!schema.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            found.add(path + " is not known");
        }
    }

    private static boolean isOfType(JsonNode schema, JsonNode value) {
        final String type = schema.path("type").asText();
        if (type.isEmpty() || schema.path("x-kubernetes-int-or-string").asBoolean()) {
            return true;
        }
        if (type.equals("integer")) {
            return value.isIntegralNumber();
        }
        if (type.equals("number")) {
            return value.isNumber();
        }
        return type.equals(TYPES.get(value.getNodeType().name()));
    }

    private static boolean contains(JsonNode allowed, JsonNode value) {
        for (JsonNode one : allowed) {
            if (one.equals(value)) {
                return true;
            }
        }
        return false;
    }
}
