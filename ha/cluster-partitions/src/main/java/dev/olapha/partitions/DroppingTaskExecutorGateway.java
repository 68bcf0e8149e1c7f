package dev.olapha.partitions;

import org.apache.flink.runtime.deployment.ResultPartitionDeploymentDescriptor;
import org.apache.flink.runtime.deployment.TaskDeploymentDescriptor;
import org.apache.flink.runtime.jobgraph.IntermediateDataSetID;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * A JobManager's way to a TaskManager, which says when kept partitions have to go: on a client's
 * demand, and when a job starts to compute them anew. Called by the main threads of the
 * ResourceManager and of JobMasters.
 *
 * <p>A dynamic proxy, because Flink 1.20 gives timeouts another type than later lines do.
 */
final class DroppingTaskExecutorGateway implements InvocationHandler {

    private final TaskExecutorGateway gateway;
    private final LeadersView view;

    private DroppingTaskExecutorGateway(TaskExecutorGateway gateway, LeadersView view) {
        this.gateway = gateway;
        this.view = view;
    }

    static TaskExecutorGateway around(TaskExecutorGateway gateway, LeadersView view) {
        return (TaskExecutorGateway)
                Proxy.newProxyInstance(
                        DroppingTaskExecutorGateway.class.getClassLoader(),
                        new Class<?>[] {TaskExecutorGateway.class},
                        new DroppingTaskExecutorGateway(gateway, view));
    }

    @Override
    public Object invoke(Object proxy, Method method, Object[] arguments) throws Throwable {
        switch (method.getName()) {
            case "releaseClusterPartitions":
                return release(method, (Collection<?>) arguments[0], arguments[1]);
            case "submitTask":
                computed((TaskDeploymentDescriptor) arguments[0]);
                return call(method, arguments);
            default:
                return call(method, arguments);
        }
    }

    /**
     * One call for each data set: on one that it does not hold itself, {@code
     * TaskExecutorPartitionTrackerImpl} fails, and would leave out the data sets after it. Flink
     * only logs that, at debug level; the notice has done the work.
     */
    private CompletableFuture<Acknowledge> release(
            Method method, Collection<?> dataSets, Object timeout) throws Throwable {
        final List<CompletableFuture<?>> releases = new ArrayList<>();
        for (Object dataSet : dataSets) {
            view.released((IntermediateDataSetID) dataSet);
            Notice.drop(gateway, (IntermediateDataSetID) dataSet);
            releases.add((CompletableFuture<?>) call(method, List.of(dataSet), timeout));
        }
        return CompletableFuture.allOf(releases.toArray(new CompletableFuture<?>[0]))
                .thenApply(ignored -> Acknowledge.get());
    }

    private void computed(TaskDeploymentDescriptor task) {
        for (ResultPartitionDeploymentDescriptor partition : task.getProducedPartitions()) {
            if (partition.getPartitionType().isPersistent()) {
                view.computed(partition.getResultId(), task.getJobId());
            }
        }
    }

    private Object call(Method method, Object... arguments) throws Throwable {
        try {
            return method.invoke(gateway, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
