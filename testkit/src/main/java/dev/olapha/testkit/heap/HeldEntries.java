package dev.olapha.testkit.heap;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Counts what the product's objects keep: the entries of all maps and collections that can be
 * reached from one of them through fields of the product's classes. What grows with the number of
 * jobs is found by counting before and after many of them.
 */
public final class HeldEntries {

    private static final String PRODUCT = "dev.olapha.";

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private int entries;

    private HeldEntries() {}

    /**
     * @param root an object of the product
     */
    public static int reachableFrom(Object root) {
        final HeldEntries held = new HeldEntries();
        held.open.push(root);
        while (!held.open.isEmpty()) {
            held.visit(held.open.pop());
        }
        return held.entries;
    }

    private void visit(Object object) {
        if (!seen.add(object)) {
            return;
        }
        if (object instanceof Map) {
            final Map<?, ?> map = (Map<?, ?>) object;
            entries += map.size();
            map.values().forEach(this::follow);
        } else if (object instanceof Collection) {
            final Collection<?> collection = (Collection<?>) object;
            entries += collection.size();
            collection.forEach(this::follow);
        } else {
            for (Class<?> type = object.getClass(); isProducts(type); type = type.getSuperclass()) {
                for (Field field : type.getDeclaredFields()) {
                    follow(valueOf(field, object));
                }
            }
        }
    }

    private void follow(Object value) {
        if (value != null
                && (value instanceof Map
                        || value instanceof Collection
                        || isProducts(value.getClass()))) {
            open.push(value);
        }
    }

    private static boolean isProducts(Class<?> type) {
        return type != null && type.getName().startsWith(PRODUCT);
    }

    private static Object valueOf(Field field, Object object) {
        if (Modifier.isStatic(field.getModifiers()) || field.getType().isPrimitive()) {
            return null;
        }
        try {
            field.setAccessible(true);
            return field.get(object);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("Cannot read " + field, e);
        }
    }
}
