package dev.olapha.profile.rpc;

import dev.olapha.profile.calls.Meter;
import dev.olapha.profile.calls.Proxies;

import org.apache.flink.runtime.rpc.RpcGateway;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;

import java.util.concurrent.CompletableFuture;

/** From the RPC system over its services to the gateways that they connect to. */
final class MeteredRpcSystem {

    private final Meter meter;

    private MeteredRpcSystem(Meter meter) {
        this.meter = meter;
    }

    /**
     * @param afterClose called when the system has been closed
     */
    static RpcSystem around(RpcSystem system, Meter meter, Runnable afterClose) {
        final MeteredRpcSystem metered = new MeteredRpcSystem(meter);
        return Proxies.of(
                RpcSystem.class,
                system,
                (method, arguments, passOn) -> {
                    final Object result = passOn.call(method, arguments);
                    if (method.getName().equals("close")) {
                        afterClose.run();
                    }
                    return result instanceof RpcSystem.RpcServiceBuilder
                            ? metered.builder((RpcSystem.RpcServiceBuilder) result)
                            : result;
                });
    }

    private RpcSystem.RpcServiceBuilder builder(RpcSystem.RpcServiceBuilder builder) {
        return Proxies.of(
                RpcSystem.RpcServiceBuilder.class,
                builder,
                (method, arguments, passOn) -> {
                    final Object result = passOn.call(method, arguments);
                    if (result instanceof RpcService) {
                        return service((RpcService) result);
                    }
                    return result instanceof RpcSystem.RpcServiceBuilder
                            ? builder((RpcSystem.RpcServiceBuilder) result)
                            : result;
                });
    }

    private RpcService service(RpcService service) {
        return Proxies.of(
                RpcService.class,
                service,
                (method, arguments, passOn) -> {
                    final Object result = passOn.call(method, arguments);
                    if (!method.getName().equals("connect")) {
                        return result;
                    }
                    final Class<?> type = typeIn(arguments);
                    return ((CompletableFuture<?>) result)
                            .thenApply(gateway -> gateway(type, gateway));
                });
    }

    private Object gateway(Class<?> type, Object gateway) {
        return MeteredGateway.of(type)
                .<Object>map(
                        metered ->
                                metered.around(type.asSubclass(RpcGateway.class), gateway, meter))
                .orElse(gateway);
    }

    /** The type of the gateway is the last argument of each way to connect. */
    private static Class<?> typeIn(Object[] arguments) {
        return (Class<?>) arguments[arguments.length - 1];
    }
}
