package dev.olapha.partitions;

import org.apache.flink.runtime.io.network.partition.ResultPartitionID;
import org.apache.flink.runtime.jobgraph.IntermediateDataSetID;
import org.apache.flink.runtime.resourcemanager.ResourceManagerId;
import org.apache.flink.runtime.taskexecutor.partition.ClusterPartitionReport;
import org.apache.flink.runtime.taskexecutor.partition.ClusterPartitionReport.ClusterPartitionReportEntry;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * The cluster partitions of one TaskManager that outlived Flink's own knowledge of them.
 *
 * <p>Never more than Flink's {@code TaskExecutorPartitionTracker} had reported as cluster
 * partitions: those of running jobs are never among them. They end by a {@link Notice} of the
 * leader, with a result that was computed anew, with a leader that does not know of this, or with
 * the process.
 *
 * <p>Only the main thread of the TaskExecutor calls this, so there is no lock. Nothing blocks:
 * releasing is handed to Flink's I/O threads, and reporting is sending a message.
 */
final class KeptPartitions {

    private static final Logger LOG = LoggerFactory.getLogger(KeptPartitions.class);

    private final Consumer<Collection<ResultPartitionID>> shuffle;

    /** What Flink holds itself, by its last report and without what it has released since. */
    private final Map<IntermediateDataSetID, ClusterPartitionReportEntry> reported =
            new HashMap<>();

    /** What Flink held when it lost its leader, and is about to release for that reason. */
    private final Map<IntermediateDataSetID, ClusterPartitionReportEntry> endangered =
            new HashMap<>();

    private final Map<IntermediateDataSetID, ClusterPartitionReportEntry> kept = new HashMap<>();

    private Consumer<ClusterPartitionReport> leader = report -> {};
    @Nullable private ResourceManagerId lostLeader;
    private Greeting greeting = Greeting.MISSING;

    /**
     * @param shuffle releases partitions for good
     */
    KeptPartitions(Consumer<Collection<ResultPartitionID>> shuffle) {
        this.shuffle = shuffle;
    }

    private enum Greeting {
        MISSING,
        RECEIVED
    }

    /** Flink reports to its leader; what the leader is to be told instead. */
    ClusterPartitionReport report(ClusterPartitionReport flinks) {
        reported.clear();
        flinks.getEntries().forEach(entry -> reported.put(entry.getDataSetId(), entry));
        // Computed anew here. ResourceManagerPartitionTrackerImpl would count the partitions of
        // both, and take the data set for incomplete for ever.
        giveUp(reported.keySet());
        return kept.isEmpty() ? flinks : everything();
    }

    /** Flink has lost its leader; it will release its cluster partitions next. */
    void leaderLost(ResourceManagerId lost) {
        endangered.clear();
        endangered.putAll(reported);
        reported.clear();
        lostLeader = lost;
        leader = report -> {};
        greeting = Greeting.MISSING;
    }

    /**
     * A leader has accepted this TaskManager and is to hear at once what it has: until then a
     * client computes the result again.
     *
     * @param reports takes reports to the leader, in the order in which they are given
     */
    void leaderFound(ResourceManagerId found, Consumer<ClusterPartitionReport> reports) {
        endangered.clear();
        leader = reports;
        if (found.equals(lostLeader)) {
            // It counted this TaskManager as dead and had the rest of these data sets released.
            giveUpAll("the ResourceManager is the same as before");
        } else if (greeting == Greeting.MISSING) {
            // It would neither release them on a client's demand nor say when they are replaced.
            giveUpAll("the new leader does not keep cluster partitions");
        }
        if (!kept.isEmpty()) {
            LOG.info("Kept {} data sets for the new leader.", kept.size());
            leader.accept(everything());
        }
    }

    /**
     * Flink releases partitions. Passes them on, except those that it releases only because it has
     * lost its leader, and notices.
     */
    void release(Collection<ResultPartitionID> partitions) {
        if (partitions.stream().anyMatch(Notice::isNotice)) {
            partitions.forEach(this::obey);
        } else if (!keeps(partitions)) {
            partitions.forEach(this::forget);
            shuffle.accept(partitions);
        }
    }

    private boolean keeps(Collection<ResultPartitionID> partitions) {
        // TaskExecutorPartitionTrackerImpl releases one data set at a time; anything else is not
        // the release that follows the loss of a leader.
        final Set<ResultPartitionID> released = new HashSet<>(partitions);
        final Optional<ClusterPartitionReportEntry> dataSet =
                endangered.values().stream()
                        .filter(entry -> entry.getHostedPartitions().equals(released))
                        .findFirst();
        dataSet.ifPresent(this::keep);
        return dataSet.isPresent();
    }

    private void keep(ClusterPartitionReportEntry entry) {
        endangered.remove(entry.getDataSetId());
        giveUp(Set.of(entry.getDataSetId()));
        kept.put(entry.getDataSetId(), entry);
    }

    private void forget(ResultPartitionID partition) {
        reported.computeIfPresent(
                partition.getPartitionId().getIntermediateDataSetID(),
                (id, entry) -> entry.getHostedPartitions().contains(partition) ? null : entry);
    }

    private void obey(ResultPartitionID partition) {
        if (Notice.isGreeting(partition)) {
            greeting = Greeting.RECEIVED;
        } else if (Notice.isNotice(partition)) {
            final IntermediateDataSetID dataSet =
                    partition.getPartitionId().getIntermediateDataSetID();
            if (kept.containsKey(dataSet)) {
                giveUp(Set.of(dataSet));
                // Not with the next heartbeat: a result that is computed anew would be reported by
                // another TaskManager before, and the leader would have both released.
                leader.accept(everything());
            }
        }
    }

    private void giveUpAll(String reason) {
        if (!kept.isEmpty()) {
            LOG.info("Releasing {} kept data sets: {}.", kept.size(), reason);
            giveUp(new HashSet<>(kept.keySet()));
        }
    }

    private void giveUp(Collection<IntermediateDataSetID> dataSets) {
        for (IntermediateDataSetID dataSet : dataSets) {
            final ClusterPartitionReportEntry entry = kept.remove(dataSet);
            if (entry != null) {
                shuffle.accept(entry.getHostedPartitions());
            }
        }
    }

    private ClusterPartitionReport everything() {
        final List<ClusterPartitionReportEntry> entries = new ArrayList<>(reported.values());
        entries.addAll(kept.values());
        return new ClusterPartitionReport(entries);
    }
}
