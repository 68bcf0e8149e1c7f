package dev.olapha.profile.calls;

import dev.olapha.profile.recording.Operation;

import java.io.Serializable;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Calls of a store, or of any other service whose methods are metered one like the other. */
final class ServiceCalls implements Proxies.Calls {

    /** What these are given is written somewhere, or would be. */
    private static final Set<String> WRITES =
            Set.of(
                    "putExecutionPlan",
                    "putJobGraph",
                    "putApplication",
                    "createDirtyResultAsync",
                    "addCheckpointAndSubsumeOldestOne");

    private final Meter meter;
    private final String service;

    /** What the service as a whole is for; empty for a service of many queries. */
    private final Optional<String> query;

    ServiceCalls(Meter meter, String service, Optional<String> query) {
        this.meter = meter;
        this.service = service;
        this.query = query;
    }

    @Override
    public Object called(Method method, Object[] arguments, Proxies.PassOn passOn)
            throws Throwable {
        final Meter.Metered metered =
                meter.passOn(
                        Operation.of(service, method.getName()),
                        QueryIds.in(arguments).or(() -> query),
                        method,
                        arguments,
                        passOn);
        if (WRITES.contains(method.getName())) {
            Arrays.stream(arguments)
                    .flatMap(argument -> payload(argument).stream())
                    .findFirst()
                    .ifPresent(payload -> meter.sizes().measure(payload, metered.call()));
        }
        return metered.result();
    }

    /** A result's entry cannot be serialized itself. */
    private static Optional<Object> payload(Object argument) {
        if (argument == null) {
            return Optional.empty();
        }
        return argument instanceof Serializable
                ? Optional.of(argument)
                : told(argument, "getJobResult").or(() -> told(argument, "getApplicationResult"));
    }

    private static Optional<Object> told(Object argument, String getter) {
        try {
            return Optional.ofNullable(argument.getClass().getMethod(getter).invoke(argument));
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException e) {
            return Optional.empty();
        }
    }
}
