package dev.olapha.partitions;

import dev.olapha.rpc.RpcHook;

import org.apache.flink.runtime.resourcemanager.ResourceManager;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.rpc.RpcEndpoint;
import org.apache.flink.runtime.rpc.RpcGateway;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;

/** Wraps the ways between TaskManagers and ResourceManagers. */
public final class KeepingHook implements RpcHook {

    private final LeadersView view = new LeadersView();

    @Override
    public void starting(RpcEndpoint endpoint) {
        // Flink starts a new ResourceManager for every term of leadership.
        if (endpoint instanceof ResourceManager) {
            view.newTerm();
        }
    }

    @Override
    public <C extends RpcGateway> C connected(Class<C> type, C gateway) {
        if (type == TaskExecutorGateway.class) {
            return type.cast(view.connected((TaskExecutorGateway) gateway));
        }
        // A JobManager's connections to the ResourceManager stay Flink's own.
        if (type == ResourceManagerGateway.class && !TaskManagersOfThisProcess.isThereNone()) {
            return type.cast(
                    ReportingResourceManagerGateway.around((ResourceManagerGateway) gateway));
        }
        return gateway;
    }

    /** For the log, if it fails. */
    @Override
    public String toString() {
        return "Keeping cluster partitions for the next failover";
    }
}
