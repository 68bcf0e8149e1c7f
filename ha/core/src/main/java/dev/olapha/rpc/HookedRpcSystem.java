package dev.olapha.rpc;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;

import javax.annotation.Nullable;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.function.Supplier;

/** Flink's RPC system, whose services have hooks. */
public final class HookedRpcSystem implements RpcSystem {

    private final RpcSystem rpc;
    private final Supplier<List<RpcHook>> hooks;

    /**
     * @param hooks those of one RPC service; asked for each
     */
    public HookedRpcSystem(RpcSystem rpc, Supplier<List<RpcHook>> hooks) {
        this.rpc = rpc;
        this.hooks = hooks;
    }

    @Override
    public RpcServiceBuilder localServiceBuilder(Configuration configuration) {
        return new HookedRpcServiceBuilder(rpc.localServiceBuilder(configuration), hooks);
    }

    @Override
    public RpcServiceBuilder remoteServiceBuilder(
            Configuration configuration, @Nullable String address, String portRange) {
        return new HookedRpcServiceBuilder(
                rpc.remoteServiceBuilder(configuration, address, portRange), hooks);
    }

    @Override
    public String getRpcUrl(
            String hostname,
            int port,
            String endpointName,
            AddressResolution addressResolution,
            Configuration configuration)
            throws UnknownHostException {
        return rpc.getRpcUrl(hostname, port, endpointName, addressResolution, configuration);
    }

    @Override
    public InetSocketAddress getInetSocketAddressFromRpcUrl(String url) throws Exception {
        return rpc.getInetSocketAddressFromRpcUrl(url);
    }

    @Override
    public long getMaximumMessageSizeInBytes(Configuration configuration) {
        return rpc.getMaximumMessageSizeInBytes(configuration);
    }

    @Override
    public void close() {
        rpc.close();
    }
}
