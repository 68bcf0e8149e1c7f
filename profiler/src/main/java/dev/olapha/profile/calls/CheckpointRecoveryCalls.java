package dev.olapha.profile.calls;

import java.lang.reflect.Method;
import java.util.Optional;

/** Calls of a checkpoint recovery factory and of the stores and counters that it creates. */
final class CheckpointRecoveryCalls implements Proxies.Calls {

    private final Meter meter;
    private final ServiceCalls calls;

    CheckpointRecoveryCalls(Meter meter) {
        this.meter = meter;
        this.calls = new ServiceCalls(meter, "CheckpointRecoveryFactory", Optional.empty());
    }

    @Override
    public Object called(Method method, Object[] arguments, Proxies.PassOn passOn)
            throws Throwable {
        final Object created = calls.called(method, arguments, passOn);
        final Class<?> type = method.getReturnType();
        return created == null || !type.isInterface()
                ? created
                : Proxies.ofAllInterfaces(
                        type,
                        created,
                        new ServiceCalls(meter, type.getSimpleName(), QueryIds.in(arguments)));
    }
}
