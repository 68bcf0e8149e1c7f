package dev.olapha.partitions;

import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.rpc.RpcSystem;

/** Builds Flink's RPC service and wraps it. */
final class KeepingRpcServiceBuilder implements RpcSystem.RpcServiceBuilder {

    private final RpcSystem.RpcServiceBuilder builder;

    KeepingRpcServiceBuilder(RpcSystem.RpcServiceBuilder builder) {
        this.builder = builder;
    }

    @Override
    public RpcSystem.RpcServiceBuilder withComponentName(String name) {
        return new KeepingRpcServiceBuilder(builder.withComponentName(name));
    }

    @Override
    public RpcSystem.RpcServiceBuilder withBindAddress(String address) {
        return new KeepingRpcServiceBuilder(builder.withBindAddress(address));
    }

    @Override
    public RpcSystem.RpcServiceBuilder withBindPort(int port) {
        return new KeepingRpcServiceBuilder(builder.withBindPort(port));
    }

    @Override
    public RpcSystem.RpcServiceBuilder withExecutorConfiguration(
            RpcSystem.FixedThreadPoolExecutorConfiguration executor) {
        return new KeepingRpcServiceBuilder(builder.withExecutorConfiguration(executor));
    }

    @Override
    public RpcSystem.RpcServiceBuilder withExecutorConfiguration(
            RpcSystem.ForkJoinExecutorConfiguration executor) {
        return new KeepingRpcServiceBuilder(builder.withExecutorConfiguration(executor));
    }

    @Override
    public RpcService createAndStart() throws Exception {
        return new KeepingRpcService(builder.createAndStart());
    }
}
