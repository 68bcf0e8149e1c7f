package dev.olapha.profile.calls;

import org.apache.flink.api.common.JobID;
import org.apache.flink.util.AbstractID;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;

/**
 * Finds out which query a call is for, from its arguments: the id of a job, the id of an
 * application (the application of a single job has the job's id), or something that tells one of
 * them, such as a plan, a result or a task deployment descriptor.
 */
public final class QueryIds {

    private static final String APPLICATION_ID = "ApplicationID";

    /** Under these names Flink's classes tell the id; not all lines have all of them. */
    private static final String[] GETTERS = {"getJobID", "getJobId", "getApplicationId"};

    private static final ClassValue<Optional<Method>> GETTER =
            new ClassValue<>() {
                @Override
                protected Optional<Method> computeValue(Class<?> type) {
                    return type.getName().startsWith("org.apache.flink.")
                            ? Arrays.stream(GETTERS)
                                    .flatMap(name -> getter(type, name).stream())
                                    .findFirst()
                            : Optional.empty();
                }
            };

    private QueryIds() {}

    /** The first that is found. */
    public static Optional<String> in(Object... arguments) {
        return Arrays.stream(arguments).flatMap(argument -> of(argument).stream()).findFirst();
    }

    private static Optional<String> of(Object argument) {
        if (argument == null) {
            return Optional.empty();
        }
        if (isId(argument)) {
            return Optional.of(((AbstractID) argument).toHexString());
        }
        return GETTER.get(argument.getClass()).flatMap(getter -> told(getter, argument));
    }

    private static boolean isId(Object argument) {
        return argument instanceof JobID
                || argument instanceof AbstractID
                        && argument.getClass().getSimpleName().equals(APPLICATION_ID);
    }

    private static Optional<Method> getter(Class<?> type, String name) {
        try {
            final Method method = type.getMethod(name);
            if (!AbstractID.class.isAssignableFrom(method.getReturnType())) {
                return Optional.empty();
            }
            // Public methods of classes that are not.
            method.setAccessible(true);
            return Optional.of(method);
        } catch (NoSuchMethodException | RuntimeException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> told(Method getter, Object argument) {
        try {
            return Optional.ofNullable((AbstractID) getter.invoke(argument))
                    .filter(QueryIds::isId)
                    .map(AbstractID::toHexString);
        } catch (IllegalAccessException | InvocationTargetException e) {
            return Optional.empty();
        }
    }
}
