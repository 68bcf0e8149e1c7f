package dev.olapha.partitions;

import org.apache.flink.runtime.clusterframework.types.ResourceID;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the shuffle environment and the RPC service of a TaskManager find the same {@link
 * KeptPartitions}. Flink creates each of the two by the name of a class and lets them share nothing
 * else. Safe to use from several threads.
 */
final class TaskManagersOfThisProcess {

    private static final Map<ResourceID, KeptPartitions> TASK_MANAGERS = new ConcurrentHashMap<>();

    private TaskManagersOfThisProcess() {}

    static void add(ResourceID taskManager, KeptPartitions kept) {
        TASK_MANAGERS.put(taskManager, kept);
    }

    static void remove(ResourceID taskManager) {
        TASK_MANAGERS.remove(taskManager);
    }

    static Optional<KeptPartitions> find(ResourceID taskManager) {
        return Optional.ofNullable(TASK_MANAGERS.get(taskManager));
    }

    static boolean isThereNone() {
        return TASK_MANAGERS.isEmpty();
    }
}
