package dev.olapha.partitions;

import org.apache.flink.api.common.JobID;
import org.apache.flink.runtime.io.network.partition.ResultPartitionID;
import org.apache.flink.runtime.jobgraph.IntermediateDataSetID;
import org.apache.flink.runtime.taskexecutor.TaskExecutorGateway;

import org.junit.jupiter.api.Test;

import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

class LeadersViewTest {

    private final LeadersView view = new LeadersView();
    private final TaskManagerCalls one = new TaskManagerCalls("one");
    private final TaskManagerCalls two = new TaskManagerCalls("two");
    private final IntermediateDataSetID dataSet = new IntermediateDataSetID();

    @Test
    void aTaskManagerIsGreetedOnceInATerm() {
        final TaskExecutorGateway ofResourceManager = view.connected(one.gateway);
        final TaskExecutorGateway ofJobMaster = view.connected(one.gateway);
        assertThat(one.released).hasSize(1).allMatch(LeadersViewTest::isGreeting);

        view.newTerm();
        final TaskExecutorGateway ofNextTerm = view.connected(one.gateway);
        assertThat(one.released).hasSize(2).allMatch(LeadersViewTest::isGreeting);
        // The view holds them weakly.
        assertThat(List.of(ofResourceManager, ofJobMaster, ofNextTerm)).hasSize(3);
    }

    @Test
    void allAreToldOnceThatAJobComputesAResult() {
        final List<TaskExecutorGateway> held =
                List.of(view.connected(one.gateway), view.connected(two.gateway));
        final JobID job = new JobID();
        view.computed(dataSet, job);
        view.computed(dataSet, job);

        assertThat(held).hasSize(2);
        assertThat(drops(one)).containsExactly(dataSet);
        assertThat(drops(two)).containsExactly(dataSet);
    }

    @Test
    void aTaskManagerThatComesLateIsToldWithTheGreeting() {
        view.computed(dataSet, new JobID());
        view.connected(one.gateway);
        assertThat(drops(one)).containsExactly(dataSet);
    }

    @Test
    void whatWasComputedInAnEarlierTermMayBeKept() {
        view.computed(dataSet, new JobID());
        view.newTerm();
        view.connected(one.gateway);
        assertThat(drops(one)).isEmpty();
    }

    /** Flink's own tracker fails on a data set that only this product holds. */
    @Test
    void dataSetsAreReleasedOneByOneAndKeptOnesFirst() {
        final TaskExecutorGateway gateway = view.connected(one.gateway);
        final IntermediateDataSetID second = new IntermediateDataSetID();
        one.methods.clear();
        // The timeout's type differs between Flink lines.
        assertThat(gateway.releaseClusterPartitions(List.of(dataSet, second), null)).isCompleted();

        assertThat(drops(one)).containsExactly(dataSet, second);
        assertThat(one.methods)
                .containsExactly(
                        "releasePartitions",
                        "releaseClusterPartitions",
                        "releasePartitions",
                        "releaseClusterPartitions");
    }

    private static boolean isGreeting(Collection<ResultPartitionID> notices) {
        return notices.stream().anyMatch(Notice::isGreeting);
    }

    private static List<IntermediateDataSetID> drops(TaskManagerCalls calls) {
        return calls.released.stream()
                .flatMap(Collection::stream)
                .filter(notice -> !Notice.isGreeting(notice))
                .map(notice -> notice.getPartitionId().getIntermediateDataSetID())
                .collect(Collectors.toList());
    }
}
