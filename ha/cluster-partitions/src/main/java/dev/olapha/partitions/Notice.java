package dev.olapha.partitions;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.io.network.partition.ResultPartitionID;
import org.apache.flink.runtime.jobgraph.IntermediateDataSetID;
import org.apache.flink.runtime.jobgraph.IntermediateResultPartitionID;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a leader tells a TaskManager about kept partitions.
 *
 * <p>Flink's TaskExecutor has no call for it, so a notice travels as a partition that cannot exist,
 * in {@code TaskExecutorGateway.releasePartitions}: that call releases without asking whether Flink
 * knows the partition, so a TaskManager without this product does nothing.
 */
final class Notice {

    /** Flink counts partitions from 0. */
    private static final int DROP = -1;

    private static final int GREETING = -2;

    /** Never a job's: Flink's ids are random. */
    private static final JobID NO_JOB = new JobID(0, 0);

    private Notice() {}

    /**
     * Sends a greeting, without which a TaskManager gives its partitions up, and what it must give
     * up nevertheless. Returns at once.
     */
    static void greet(TaskExecutorGateway taskManager, Collection<IntermediateDataSetID> replaced) {
        taskManager.releasePartitions(
                NO_JOB,
                Stream.concat(
                                Stream.of(notice(new IntermediateDataSetID(), GREETING)),
                                replaced.stream().map(Notice::drop))
                        .collect(Collectors.toSet()));
    }

    /** Tells a TaskManager to give up what it has kept of a data set. Returns at once. */
    static void drop(TaskExecutorGateway taskManager, IntermediateDataSetID dataSet) {
        taskManager.releasePartitions(NO_JOB, Set.of(drop(dataSet)));
    }

    static boolean isNotice(ResultPartitionID partition) {
        return partition.getPartitionId().getPartitionNumber() < 0;
    }

    static boolean isGreeting(ResultPartitionID partition) {
        return partition.getPartitionId().getPartitionNumber() == GREETING;
    }

    private static ResultPartitionID drop(IntermediateDataSetID dataSet) {
        return notice(dataSet, DROP);
    }

    private static ResultPartitionID notice(IntermediateDataSetID dataSet, int kind) {
        return new ResultPartitionID(
                new IntermediateResultPartitionID(dataSet, kind), ExecutionAttemptID.randomId());
    }
}
