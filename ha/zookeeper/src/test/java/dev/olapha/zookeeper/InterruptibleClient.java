package dev.olapha.zookeeper;

import org.apache.flink.shaded.curator5.org.apache.curator.framework.CuratorFramework;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * A client on whose every request something else can happen: right before the request leaves, and
 * right after its answer came, before whoever sent it can act on it.
 */
public final class InterruptibleClient {

    private static final Set<String> REQUESTS = Set.of("forPath", "forOperations");
    private static final String BUILDERS = ".curator.framework.imps.";

    private final Moment moment;

    private InterruptibleClient(Moment moment) {
        this.moment = moment;
    }

    /** The same client, which passes through a moment before and after each request. */
    public static CuratorFramework around(CuratorFramework client, Moment moment) {
        return (CuratorFramework) new InterruptibleClient(moment).wrap(client);
    }

    private Object wrap(Object target) {
        final Set<Class<?>> interfaces = new LinkedHashSet<>();
        for (Class<?> type = target.getClass(); type != null; type = type.getSuperclass()) {
            interfaces.addAll(Set.of(type.getInterfaces()));
        }
        return Proxy.newProxyInstance(
                InterruptibleClient.class.getClassLoader(),
                interfaces.toArray(new Class<?>[0]),
                (proxy, method, arguments) -> call(target, method, arguments));
    }

    private Object call(Object target, Method method, Object[] arguments) throws Throwable {
        final boolean request = REQUESTS.contains(method.getName());
        if (request) {
            moment.pass();
        }
        final Object result;
        try {
            result = method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
        if (request) {
            moment.pass();
            return result;
        }
        // The parts of a transaction are no requests.
        final boolean builder =
                result != null
                        && result.getClass().getName().contains(BUILDERS)
                        && !method.getName().equals("transactionOp");
        return builder ? wrap(result) : result;
    }

    /** A point between two things that one process does. */
    public interface Moment {
        void pass() throws Exception;
    }
}
