package dev.olapha.partitions;

import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.io.network.partition.ResultPartitionID;
import org.apache.flink.runtime.jobgraph.IntermediateDataSetID;
import org.apache.flink.runtime.jobgraph.IntermediateResultPartitionID;
import org.apache.flink.runtime.shuffle.UnknownShuffleDescriptor;
import org.apache.flink.runtime.taskexecutor.partition.ClusterPartitionReport;
import org.apache.flink.runtime.taskexecutor.partition.ClusterPartitionReport.ClusterPartitionReportEntry;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A data set of one partition, as a job produces it and a TaskManager reports it. */
final class DataSet {

    final IntermediateDataSetID id;
    final ResultPartitionID partition;

    DataSet() {
        this(new IntermediateDataSetID());
    }

    private DataSet(IntermediateDataSetID id) {
        this.id = id;
        this.partition =
                new ResultPartitionID(
                        new IntermediateResultPartitionID(id, 0), ExecutionAttemptID.randomId());
    }

    /** The same result, computed once more. */
    DataSet computedAgain() {
        return new DataSet(id);
    }

    Set<ResultPartitionID> partitions() {
        return Set.of(partition);
    }

    static ClusterPartitionReport report(DataSet... dataSets) {
        return new ClusterPartitionReport(
                Arrays.stream(dataSets)
                        .map(
                                dataSet ->
                                        new ClusterPartitionReportEntry(
                                                dataSet.id,
                                                1,
                                                Map.of(
                                                        dataSet.partition,
                                                        new UnknownShuffleDescriptor(
                                                                dataSet.partition))))
                        .collect(Collectors.toList()));
    }

    static List<ResultPartitionID> partitions(ClusterPartitionReport report) {
        return report.getEntries().stream()
                .flatMap(entry -> entry.getHostedPartitions().stream())
                .collect(Collectors.toList());
    }
}
