package dev.olapha.profile.calls;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/** Makes proxies. Each is equal to itself only, and says what its target says of itself. */
public final class Proxies {

    /** What happens when a proxy's method is called. */
    @FunctionalInterface
    public interface Calls {
        /**
         * @param passOn calls the target
         * @return what the caller gets
         * @throws Throwable what the caller gets
         */
        Object called(Method method, Object[] arguments, PassOn passOn) throws Throwable;
    }

    /** Passes a call on to the target. */
    @FunctionalInterface
    public interface PassOn {
        /**
         * @throws Throwable what the target throws
         */
        Object call(Method method, Object[] arguments) throws Throwable;
    }

    private static final Object[] NONE = {};

    private Proxies() {}

    /** A proxy of one interface. */
    public static <T> T of(Class<T> type, T target, Calls calls) {
        return type.cast(proxy(Set.of(type), target, calls));
    }

    /**
     * A proxy of an interface and all other public interfaces that the target has, because Flink
     * asks some objects whether they are of another type, too.
     */
    static Object ofAllInterfaces(Class<?> type, Object target, Calls calls) {
        final Set<Class<?>> interfaces = new LinkedHashSet<>(Set.of(type));
        for (Class<?> each = target.getClass(); each != null; each = each.getSuperclass()) {
            for (final Class<?> candidate : each.getInterfaces()) {
                if (Modifier.isPublic(candidate.getModifiers()) && isVisible(candidate)) {
                    interfaces.add(candidate);
                }
            }
        }
        return proxy(interfaces, target, calls);
    }

    private static Object proxy(Set<Class<?>> interfaces, Object target, Calls calls) {
        final Target behind = new Target(target);
        final InvocationHandler handler =
                (proxy, method, arguments) -> {
                    final Object[] all = arguments == null ? NONE : arguments;
                    if (method.getDeclaringClass() == Object.class) {
                        return ofObject(proxy, behind, method, all);
                    }
                    return calls.called(method, all, behind::call);
                };
        return Proxy.newProxyInstance(
                Proxies.class.getClassLoader(), interfaces.toArray(Class<?>[]::new), handler);
    }

    private static Object ofObject(Object proxy, Target target, Method method, Object[] arguments) {
        switch (method.getName()) {
            case "equals":
                return proxy == arguments[0];
            case "hashCode":
                return System.identityHashCode(proxy);
            default:
                return target.toString();
        }
    }

    private static boolean isVisible(Class<?> type) {
        try {
            return Class.forName(type.getName(), false, Proxies.class.getClassLoader()) == type;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
