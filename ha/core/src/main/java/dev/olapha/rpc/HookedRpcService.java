package dev.olapha.rpc;

import org.apache.flink.runtime.rpc.FencedRpcGateway;
import org.apache.flink.runtime.rpc.RpcEndpoint;
import org.apache.flink.runtime.rpc.RpcGateway;
import org.apache.flink.runtime.rpc.RpcServer;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.util.concurrent.ScheduledExecutor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** Flink's RPC service, and those who are told of what it does. */
final class HookedRpcService implements RpcService {

    private static final Logger LOG = LoggerFactory.getLogger(HookedRpcService.class);

    private final RpcService rpc;
    private final List<RpcHook> hooks;

    HookedRpcService(RpcService rpc, List<RpcHook> hooks) {
        this.rpc = rpc;
        this.hooks = hooks;
    }

    @Override
    public String getAddress() {
        return rpc.getAddress();
    }

    @Override
    public int getPort() {
        return rpc.getPort();
    }

    @Override
    public <C extends RpcGateway> C getSelfGateway(Class<C> type, RpcServer server) {
        return rpc.getSelfGateway(type, server);
    }

    @Override
    public <C extends RpcGateway> CompletableFuture<C> connect(String address, Class<C> type) {
        return rpc.connect(address, type).thenApply(gateway -> hooked(type, gateway));
    }

    @Override
    public <F extends Serializable, C extends FencedRpcGateway<F>> CompletableFuture<C> connect(
            String address, F fencingToken, Class<C> type) {
        return rpc.connect(address, fencingToken, type).thenApply(gateway -> hooked(type, gateway));
    }

    @Override
    public <C extends RpcEndpoint & RpcGateway> RpcServer startServer(
            C endpoint, Map<String, String> loggingContext) {
        tell(hook -> hook.starting(endpoint));
        final RpcServer server = rpc.startServer(endpoint, loggingContext);
        tell(hook -> hook.started(endpoint, server));
        return server;
    }

    @Override
    public void stopServer(RpcServer server) {
        tell(hook -> hook.stopping(server));
        rpc.stopServer(server);
    }

    @Override
    public ScheduledExecutor getScheduledExecutor() {
        return rpc.getScheduledExecutor();
    }

    @Override
    public CompletableFuture<Void> closeAsync() {
        return rpc.closeAsync();
    }

    private <C extends RpcGateway> C hooked(Class<C> type, C gateway) {
        C seen = gateway;
        for (RpcHook hook : hooks) {
            try {
                seen = hook.connected(type, seen);
            } catch (RuntimeException e) {
                logFailure(hook, e);
            }
        }
        return seen;
    }

    private void tell(Consumer<RpcHook> news) {
        for (RpcHook hook : hooks) {
            try {
                news.accept(hook);
            } catch (RuntimeException e) {
                logFailure(hook, e);
            }
        }
    }

    /** Thrown on, it would fail Flink's connection or endpoint. */
    private static void logFailure(RpcHook hook, RuntimeException failure) {
        LOG.error("{} failed; Flink goes on without it.", hook, failure);
    }
}
