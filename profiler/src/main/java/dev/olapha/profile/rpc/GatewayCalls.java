package dev.olapha.profile.rpc;

import dev.olapha.profile.calls.Meter;
import dev.olapha.profile.calls.Proxies;
import dev.olapha.profile.calls.QueryIds;
import dev.olapha.profile.recording.Call;
import dev.olapha.profile.recording.Operation;
import dev.olapha.profile.recording.Waiting;

import org.apache.flink.runtime.deployment.TaskDeploymentDescriptor;
import org.apache.flink.runtime.taskmanager.TaskExecutionState;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;

/** Calls over one gateway. */
final class GatewayCalls implements Proxies.Calls {

    private final Meter meter;
    private final String service;
    private final Set<String> methods;

    /** A JobMaster's gateway is for one job, but only its first call names it. Null before that. */
    private final AtomicReference<String> lastQuery = new AtomicReference<>();

    GatewayCalls(Meter meter, String service, Set<String> methods) {
        this.meter = meter;
        this.service = service;
        this.methods = methods;
    }

    @Override
    public Object called(Method method, Object[] arguments, Proxies.PassOn passOn)
            throws Throwable {
        if (!methods.contains(method.getName())) {
            return passOn.call(method, arguments);
        }
        final Optional<String> query = query(arguments);
        final Call call =
                meter.begin(
                        Operation.of(service, nameOf(method, arguments)), Waiting.FUTURE, query);
        first(TaskDeploymentDescriptor.class, arguments)
                .ifPresent(
                        descriptor -> new ShippedTask(descriptor, query).recordWith(meter, call));
        try {
            final Object result = passOn.call(method, arguments);
            if (result instanceof CompletableFuture) {
                ((CompletableFuture<?>) result)
                        .whenComplete((ignored, failure) -> call.ended(failure));
            } else {
                call.returned();
            }
            return result;
        } catch (Throwable t) {
            call.failed();
            throw t;
        }
    }

    private Optional<String> query(Object[] arguments) {
        final Optional<String> named = QueryIds.in(arguments);
        named.ifPresent(lastQuery::set);
        return named.or(() -> Optional.ofNullable(lastQuery.get()));
    }

    private static String nameOf(Method method, Object[] arguments) {
        return first(TaskExecutionState.class, arguments)
                .map(state -> "task is " + state.getExecutionState())
                .orElse(method.getName());
    }

    private static <T> Optional<T> first(Class<T> type, Object[] arguments) {
        return Arrays.stream(arguments).filter(type::isInstance).map(type::cast).findFirst();
    }
}
