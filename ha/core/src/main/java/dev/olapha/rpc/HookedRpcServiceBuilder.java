package dev.olapha.rpc;

import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;

import java.util.List;
import java.util.function.Supplier;

/** Builds Flink's RPC service and hooks it. */
final class HookedRpcServiceBuilder implements RpcSystem.RpcServiceBuilder {

    private final RpcSystem.RpcServiceBuilder builder;
    private final Supplier<List<RpcHook>> hooks;

    HookedRpcServiceBuilder(RpcSystem.RpcServiceBuilder builder, Supplier<List<RpcHook>> hooks) {
        this.builder = builder;
        this.hooks = hooks;
    }

    @Override
    public RpcSystem.RpcServiceBuilder withComponentName(String name) {
        return new HookedRpcServiceBuilder(builder.withComponentName(name), hooks);
    }

    @Override
    public RpcSystem.RpcServiceBuilder withBindAddress(String address) {
        return new HookedRpcServiceBuilder(builder.withBindAddress(address), hooks);
    }

    @Override
    public RpcSystem.RpcServiceBuilder withBindPort(int port) {
        return new HookedRpcServiceBuilder(builder.withBindPort(port), hooks);
    }

    @Override
    public RpcSystem.RpcServiceBuilder withExecutorConfiguration(
            RpcSystem.FixedThreadPoolExecutorConfiguration executor) {
        return new HookedRpcServiceBuilder(builder.withExecutorConfiguration(executor), hooks);
    }

    @Override
    public RpcSystem.RpcServiceBuilder withExecutorConfiguration(
            RpcSystem.ForkJoinExecutorConfiguration executor) {
        return new HookedRpcServiceBuilder(builder.withExecutorConfiguration(executor), hooks);
    }

    @Override
    public RpcService createAndStart() throws Exception {
        return new HookedRpcService(builder.createAndStart(), hooks.get());
    }
}
