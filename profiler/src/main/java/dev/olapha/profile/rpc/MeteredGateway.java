package dev.olapha.profile.rpc;

import dev.olapha.profile.calls.Meter;
import dev.olapha.profile.calls.Proxies;

import org.apache.flink.runtime.dispatcher.DispatcherGateway;
import org.apache.flink.runtime.jobmaster.JobMasterGateway;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.rpc.RpcGateway;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** The gateways, and those of their methods, that a query's way through a cluster goes over. */
enum MeteredGateway {
    DISPATCHER(
            DispatcherGateway.class,
            "Dispatcher",
            Set.of("submitJob", "submitApplication", "requestJobResult")),
    RESOURCE_MANAGER(
            ResourceManagerGateway.class,
            "ResourceManager",
            Set.of("registerJobMaster", "declareRequiredResources")),
    JOB_MASTER(
            JobMasterGateway.class,
            "JobMaster",
            Set.of("registerTaskManager", "offerSlots", "updateTaskExecutionState")),
    TASK_EXECUTOR(TaskExecutorGateway.class, "TaskExecutor", Set.of("requestSlot", "submitTask"));

    private final Class<?> type;
    private final String service;
    private final Set<String> methods;

    MeteredGateway(Class<?> type, String service, Set<String> methods) {
        this.type = type;
        this.service = service;
        this.methods = methods;
    }

    static Optional<MeteredGateway> of(Class<?> type) {
        return Arrays.stream(values()).filter(gateway -> gateway.type == type).findFirst();
    }

    <G extends RpcGateway> G around(Class<G> gatewayType, Object gateway, Meter meter) {
        return Proxies.of(
                gatewayType,
                gatewayType.cast(gateway),
                new GatewayCalls(meter, "Rpc to " + service, methods));
    }
}
