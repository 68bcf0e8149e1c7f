package dev.olapha.partitions;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.jobgraph.IntermediateDataSetID;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;

import java.lang.ref.WeakReference;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a JobManager must know so that no result exists twice: its TaskManagers, and the data sets
 * that were computed since it leads.
 *
 * <p>A client that asks too early after a failover has a result computed anew, under the same data
 * set id. {@code ResourceManagerPartitionTrackerImpl} would count its partitions together with the
 * kept ones, the client would find it incomplete ever after, and the next computation would end the
 * TaskManager that holds the second ({@code ClusterPartitionReportEntry} refuses more partitions
 * than there are). So TaskManagers give up the kept ones as soon as tasks are deployed that compute
 * them.
 *
 * <p>Safe to use from several threads; messages are sent without the lock.
 */
final class LeadersView {

    /** Beyond it the oldest are forgotten, so that lost results do not fill the memory. */
    private static final int MOST_DATA_SETS = 10_000;

    /** Weak, because Flink does not say when it lets go of a gateway. */
    private final Map<String, WeakReference<TaskExecutorGateway>> taskManagers = new HashMap<>();

    private final Map<IntermediateDataSetID, JobID> computed =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(
                        Map.Entry<IntermediateDataSetID, JobID> eldest) {
                    return size() > MOST_DATA_SETS;
                }
            };

    /** The process leads from now on: what was computed in an earlier term may be kept. */
    synchronized void newTerm() {
        taskManagers.clear();
        computed.clear();
    }

    /**
     * The ResourceManager or a JobMaster has connected to a TaskManager. The first connection of a
     * term is the ResourceManager's, before it answers the registration; so the greeting is there
     * before the TaskManager reports.
     */
    TaskExecutorGateway connected(TaskExecutorGateway gateway) {
        final TaskExecutorGateway wrapped = DroppingTaskExecutorGateway.around(gateway, this);
        final Set<IntermediateDataSetID> replaced;
        synchronized (this) {
            if (isKnown(gateway.getAddress())) {
                return wrapped;
            }
            taskManagers.put(gateway.getAddress(), new WeakReference<>(wrapped));
            replaced = Set.copyOf(computed.keySet());
        }
        Notice.greet(gateway, replaced);
        return wrapped;
    }

    /** A task is about to be deployed that computes a data set. */
    void computed(IntermediateDataSetID dataSet, JobID job) {
        final Collection<TaskExecutorGateway> told;
        synchronized (this) {
            // Once for a job, not once for each of its tasks.
            if (job.equals(computed.put(dataSet, job))) {
                return;
            }
            told = reachable();
        }
        told.forEach(gateway -> Notice.drop(gateway, dataSet));
    }

    synchronized void released(IntermediateDataSetID dataSet) {
        computed.remove(dataSet);
    }

    private boolean isKnown(String address) {
        final WeakReference<TaskExecutorGateway> known = taskManagers.get(address);
        return known != null && known.get() != null;
    }

    private List<TaskExecutorGateway> reachable() {
        taskManagers.values().removeIf(gateway -> gateway.get() == null);
        return taskManagers.values().stream()
                .map(WeakReference::get)
                .filter(Objects::nonNull)
                .collect(Collectors.toList());
    }
}
