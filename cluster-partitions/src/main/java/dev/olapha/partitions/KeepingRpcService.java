package dev.olapha.partitions;

import org.apache.flink.runtime.resourcemanager.ResourceManager;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.rpc.FencedRpcGateway;
import org.apache.flink.runtime.rpc.RpcEndpoint;
import org.apache.flink.runtime.rpc.RpcGateway;
import org.apache.flink.runtime.rpc.RpcServer;
import org.apache.flink.runtime.rpc.RpcService;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;
import org.apache.flink.util.concurrent.ScheduledExecutor;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.Serializable;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Flink's RPC service, which wraps the ways between TaskManagers and ResourceManagers. */
final class KeepingRpcService implements RpcService {

    private static final Logger LOG = LoggerFactory.getLogger(KeepingRpcService.class);

    private final RpcService rpc;
    private final LeadersView view = new LeadersView();

    KeepingRpcService(RpcService rpc) {
        this.rpc = rpc;
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
        return rpc.connect(address, type).thenApply(gateway -> wrapped(type, gateway));
    }

    @Override
    public <F extends Serializable, C extends FencedRpcGateway<F>> CompletableFuture<C> connect(
            String address, F fencingToken, Class<C> type) {
        return rpc.connect(address, fencingToken, type)
                .thenApply(gateway -> wrapped(type, gateway));
    }

    @Override
    public <C extends RpcEndpoint & RpcGateway> RpcServer startServer(
            C endpoint, Map<String, String> loggingContext) {
        // Flink starts a new ResourceManager for every term of leadership.
        if (endpoint instanceof ResourceManager) {
            view.newTerm();
        }
        return rpc.startServer(endpoint, loggingContext);
    }

    @Override
    public void stopServer(RpcServer server) {
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

    private <C> C wrapped(Class<C> type, C gateway) {
        try {
            if (type == TaskExecutorGateway.class) {
                return type.cast(view.connected((TaskExecutorGateway) gateway));
            }
            // A JobManager's connections to the ResourceManager stay Flink's own.
            if (type == ResourceManagerGateway.class && !TaskManagersOfThisProcess.isThereNone()) {
                return type.cast(
                        ReportingResourceManagerGateway.around((ResourceManagerGateway) gateway));
            }
        } catch (RuntimeException e) {
            // Thrown on, it would fail the connection.
            LOG.error("Cluster partitions will not survive the next failover.", e);
        }
        return gateway;
    }
}
