package dev.olapha.partitions;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;

import javax.annotation.Nullable;

import java.net.InetSocketAddress;
import java.net.UnknownHostException;

/** Flink's RPC system, whose services are wrapped. */
final class KeepingRpcSystem implements RpcSystem {

    private final RpcSystem rpc;

    KeepingRpcSystem(RpcSystem rpc) {
        this.rpc = rpc;
    }

    @Override
    public RpcServiceBuilder localServiceBuilder(Configuration configuration) {
        return new KeepingRpcServiceBuilder(rpc.localServiceBuilder(configuration));
    }

    @Override
    public RpcServiceBuilder remoteServiceBuilder(
            Configuration configuration, @Nullable String address, String portRange) {
        return new KeepingRpcServiceBuilder(
                rpc.remoteServiceBuilder(configuration, address, portRange));
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
