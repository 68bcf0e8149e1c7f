package dev.olapha;

import dev.olapha.rpc.RpcHook;

import org.apache.flink.runtime.rpc.RpcEndpoint;
import org.apache.flink.runtime.rpc.RpcServer;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * The TaskManagers that run in this process: one, or in a mini-cluster some. Flink creates the RPC
 * system and the HA services each by the name of a class and lets them share nothing, so they are
 * found statically. Safe to use from several threads.
 */
final class TaskManagersOfThisProcess {

    private static final Set<TaskExecutorGateway> TASK_MANAGERS = ConcurrentHashMap.newKeySet();

    private TaskManagersOfThisProcess() {}

    /** Keeps this informed of the TaskManagers of an RPC service. */
    static RpcHook hook() {
        return new Hook();
    }

    static void forEach(Consumer<TaskExecutorGateway> action) {
        TASK_MANAGERS.forEach(action);
    }

    private static final class Hook implements RpcHook {

        @Override
        public void started(RpcEndpoint endpoint, RpcServer server) {
            if (server instanceof TaskExecutorGateway) {
                TASK_MANAGERS.add((TaskExecutorGateway) server);
            }
        }

        @Override
        public void stopping(RpcServer server) {
            if (server instanceof TaskExecutorGateway) {
                TASK_MANAGERS.remove(server);
            }
        }

        @Override
        public String toString() {
            return "Freeing the slots of lost jobs";
        }
    }
}
