package dev.olapha.rules;

import java.lang.reflect.Method;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Finds what an object of fabric8's typed model has read and does not know. */
final class UnknownFields {

    private static final String MODEL = "fabric8.kubernetes.api.model";

    private UnknownFields() {}

    /** The paths of the fields that Kubernetes does not have there, or has with another type. */
    static List<String> in(Object object) throws ReflectiveOperationException {
        return in("", object).toList();
    }

    private static Stream<String> in(String path, Object value)
            throws ReflectiveOperationException {
        if (value instanceof Collection<?> elements) {
            return inAll(
                    elements.stream().map(element -> Map.entry(path + "[]", element)).toList());
        }
        if (value instanceof Map<?, ?> entries) {
            return inAll(
                    entries.entrySet().stream()
                            .filter(entry -> entry.getValue() != null)
                            .map(entry -> Map.entry(path + "." + entry.getKey(), entry.getValue()))
                            .toList());
        }
        if (value == null || !value.getClass().getName().contains(MODEL)) {
            return Stream.of();
        }
        Stream<String> found = Stream.of();
        for (Method method : value.getClass().getMethods()) {
            if (method.getName().equals("getAdditionalProperties")) {
                final Map<?, ?> unknown = (Map<?, ?>) method.invoke(value);
                found =
                        Stream.concat(
                                found, unknown.keySet().stream().map(key -> path + "." + key));
            } else if (method.getName().startsWith("get")
                    && method.getParameterCount() == 0
                    && !method.getReturnType().isEnum()) {
                found =
                        Stream.concat(
                                found,
                                in(
                                        path + "." + method.getName().substring(3),
                                        method.invoke(value)));
            }
        }
        return found;
    }

    private static Stream<String> inAll(List<? extends Map.Entry<String, ?>> values)
            throws ReflectiveOperationException {
        Stream<String> found = Stream.of();
        for (Map.Entry<String, ?> value : values) {
            found = Stream.concat(found, in(value.getKey(), value.getValue()));
        }
        return found;
    }
}
