package dev.olapha.profile.calls;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;

/** What a proxy stands in front of. */
final class Target {

    private final Object object;

    Target(Object object) {
        this.object = object;
    }

    /** Calls it and throws what it throws. */
    Object call(Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(object, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public String toString() {
        return object.toString();
    }
}
