package dev.olapha.partitions;

import org.apache.flink.runtime.io.network.partition.ResultPartitionID;
import org.apache.flink.runtime.messages.Acknowledge;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** A TaskManager as its JobManager sees it: writes down what it is told. */
final class TaskManagerCalls {

    /** The names of the methods, in order. */
    final List<String> methods = new ArrayList<>();

    /** What was to be released, one collection for each call. */
    final List<Collection<ResultPartitionID>> released = new ArrayList<>();

    final TaskExecutorGateway gateway;

    TaskManagerCalls(String address) {
        gateway =
                (TaskExecutorGateway)
                        Proxy.newProxyInstance(
                                TaskExecutorGateway.class.getClassLoader(),
                                new Class<?>[] {TaskExecutorGateway.class},
                                (proxy, method, arguments) ->
                                        method.getName().equals("getAddress")
                                                ? address
                                                : called(method.getName(), arguments));
    }

    @SuppressWarnings("unchecked")
    private Object called(String method, Object[] arguments) {
        methods.add(method);
        if (method.equals("releasePartitions")) {
            released.add((Collection<ResultPartitionID>) arguments[1]);
            return null;
        }
        return CompletableFuture.completedFuture(Acknowledge.get());
    }
}
