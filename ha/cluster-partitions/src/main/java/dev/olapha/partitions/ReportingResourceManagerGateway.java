package dev.olapha.partitions;

import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.resourcemanager.ResourceManagerGateway;
import org.apache.flink.runtime.taskexecutor.TaskExecutorHeartbeatPayload;
import org.apache.flink.runtime.taskexecutor.partition.ClusterPartitionReport;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * A TaskManager's way to its ResourceManager, which adds what is kept to every report.
 *
 * <p>A dynamic proxy, because four of the gateway's forty methods matter, and the others differ
 * between Flink's release lines. The TaskExecutor's main thread calls those four.
 */
final class ReportingResourceManagerGateway implements InvocationHandler {

    private static final Logger LOG =
            LoggerFactory.getLogger(ReportingResourceManagerGateway.class);

    private final ResourceManagerGateway gateway;

    private ReportingResourceManagerGateway(ResourceManagerGateway gateway) {
        this.gateway = gateway;
    }

    static ResourceManagerGateway around(ResourceManagerGateway gateway) {
        return (ResourceManagerGateway)
                Proxy.newProxyInstance(
                        ReportingResourceManagerGateway.class.getClassLoader(),
                        new Class<?>[] {ResourceManagerGateway.class},
                        new ReportingResourceManagerGateway(gateway));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(gateway, withKept(method.getName(), arguments));
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Object[] withKept(String method, Object[] arguments) {
        if (arguments == null || arguments.length == 0 || !(arguments[0] instanceof ResourceID)) {
            return arguments;
        }
        final ResourceID sender = (ResourceID) arguments[0];
        try {
            return TaskManagersOfThisProcess.find(sender)
                    .map(kept -> withKept(kept, sender, method, arguments))
                    .orElse(arguments);
        } catch (RuntimeException e) {
            // An exception here would end the TaskManager or its connection.
            LOG.error("Could not tell the ResourceManager of kept partitions.", e);
            return arguments;
        }
    }

    private Object[] withKept(
            KeptPartitions kept, ResourceID sender, String method, Object[] arguments) {
        switch (method) {
            case "disconnectTaskManager":
                kept.leaderLost(gateway.getFencingToken());
                return arguments;
            case "sendSlotReport":
                // Ahead of the slots: before them the leader starts no job that could ask.
                kept.leaderFound(
                        gateway.getFencingToken(),
                        report -> gateway.reportClusterPartitions(sender, report));
                return arguments;
            case "reportClusterPartitions":
                return new Object[] {sender, kept.report((ClusterPartitionReport) arguments[1])};
            case "heartbeatFromTaskManager":
                return new Object[] {
                    sender, withKept(kept, (TaskExecutorHeartbeatPayload) arguments[1])
                };
            default:
                return arguments;
        }
    }

    private static TaskExecutorHeartbeatPayload withKept(
            KeptPartitions kept, TaskExecutorHeartbeatPayload payload) {
        return new TaskExecutorHeartbeatPayload(
                payload.getSlotReport(), kept.report(payload.getClusterPartitionReport()));
    }
}
