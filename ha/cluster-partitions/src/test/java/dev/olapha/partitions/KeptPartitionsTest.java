package dev.olapha.partitions;

import org.apache.flink.runtime.io.network.partition.ResultPartitionID;
import org.apache.flink.runtime.resourcemanager.ResourceManagerId;
import org.apache.flink.runtime.taskexecutor.partition.ClusterPartitionReport;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import static dev.olapha.partitions.DataSet.partitions;
import static dev.olapha.partitions.DataSet.report;
import static org.assertj.core.api.Assertions.assertThat;

/** What Flink's TaskExecutor does, call by call, and what comes of it. */
class KeptPartitionsTest {

    private final List<ResultPartitionID> released = new ArrayList<>();
    private final List<List<ResultPartitionID>> announced = new ArrayList<>();
    private final KeptPartitions kept = new KeptPartitions(released::addAll);
    private final ResourceManagerId first = ResourceManagerId.generate();
    private final ResourceManagerId second = ResourceManagerId.generate();
    private final DataSet result = new DataSet();
    private final DataSet other = new DataSet();

    @BeforeEach
    void aLeaderKnowsBothResults() {
        greet();
        kept.leaderFound(first, report -> {});
        kept.report(report(result, other));
    }

    @Test
    void survivesALeaderAndIsAnnouncedToTheNextAtOnce() {
        loseLeader(first, result, other);
        assertThat(released).isEmpty();

        findLeader(second);
        assertThat(announced).hasSize(1);
        assertThat(announced.get(0)).containsExactlyInAnyOrder(result.partition, other.partition);
        assertThat(partitions(kept.report(report())))
                .containsExactlyInAnyOrder(result.partition, other.partition);
    }

    @Test
    void survivesASecondLeaderToo() {
        loseLeader(first, result, other);
        findLeader(second);
        kept.report(report());
        // Flink does not know the kept ones any more, so it does not release them again.
        kept.leaderLost(second);
        findLeader(ResourceManagerId.generate());

        assertThat(released).isEmpty();
        assertThat(announced.get(1)).containsExactlyInAnyOrder(result.partition, other.partition);
    }

    @Test
    void survivesWithWhatCameInBetween() {
        loseLeader(first, result);
        findLeader(second);
        final DataSet later = new DataSet();
        kept.report(report(later));
        loseLeader(second, later);
        findLeader(ResourceManagerId.generate());

        assertThat(announced.get(1)).containsExactlyInAnyOrder(result.partition, later.partition);
    }

    @Test
    void whatFlinkReleasesWhileItHasALeaderIsReleased() {
        kept.release(result.partitions());
        assertThat(released).containsExactly(result.partition);

        loseLeader(first, other);
        findLeader(second);
        assertThat(announced.get(0)).containsExactly(other.partition);
    }

    @Test
    void partitionsOfJobsAreReleasedWithoutALeaderToo() {
        final DataSet ofJob = new DataSet();
        kept.leaderLost(first);
        kept.release(ofJob.partitions());
        assertThat(released).containsExactly(ofJob.partition);
    }

    /** On any doubt whether this is the release that follows the loss of a leader. */
    @Test
    void aReleaseOfSomethingElseBesidesIsFlinks() {
        kept.leaderLost(first);
        kept.release(Set.of(result.partition, other.partition));
        assertThat(released).containsExactlyInAnyOrder(result.partition, other.partition);
    }

    @Test
    void theLeadersDropReleasesAndIsReportedAtOnce() {
        loseLeader(first, result, other);
        findLeader(second);
        drop(result);

        assertThat(released).containsExactly(result.partition);
        assertThat(announced.get(1)).containsExactly(other.partition);
        assertThat(partitions(kept.report(report()))).containsExactly(other.partition);
    }

    @Test
    void aDropIsNotForWhatFlinkHolds() {
        drop(result);
        assertThat(released).isEmpty();
        assertThat(announced).isEmpty();
    }

    @Test
    void aResultComputedAgainHereReplacesWhatWasKept() {
        loseLeader(first, result);
        findLeader(second);
        final DataSet again = result.computedAgain();

        assertThat(partitions(kept.report(report(again)))).containsExactly(again.partition);
        assertThat(released).containsExactly(result.partition);
    }

    /** It had the rest of the data sets released, as the TaskManager was dead for it. */
    @Test
    void theSameLeaderGetsNothingBack() {
        loseLeader(first, result, other);
        findLeader(first);
        assertThat(released).containsExactlyInAnyOrder(result.partition, other.partition);
        assertThat(announced).isEmpty();
    }

    /** Nobody would ever release them. */
    @Test
    void aLeaderThatDoesNotKeepGetsNothing() {
        loseLeader(first, result, other);
        kept.leaderFound(second, this::announce);
        assertThat(released).containsExactlyInAnyOrder(result.partition, other.partition);
        assertThat(announced).isEmpty();
    }

    @Test
    void withNothingKeptAReportIsFlinksOwn() {
        final ClusterPartitionReport flinks = report(result);
        assertThat(kept.report(flinks)).isSameAs(flinks);
    }

    /** As TaskExecutor.closeResourceManagerConnection: one data set after the other. */
    private void loseLeader(ResourceManagerId leader, DataSet... held) {
        kept.leaderLost(leader);
        for (DataSet dataSet : held) {
            kept.release(dataSet.partitions());
        }
    }

    private void findLeader(ResourceManagerId leader) {
        greet();
        kept.leaderFound(leader, this::announce);
    }

    private void greet() {
        final TaskManagerCalls calls = new TaskManagerCalls("anywhere");
        Notice.greet(calls.gateway, List.of());
        calls.released.forEach(kept::release);
    }

    private void drop(DataSet dataSet) {
        final TaskManagerCalls calls = new TaskManagerCalls("anywhere");
        Notice.drop(calls.gateway, dataSet.id);
        calls.released.forEach(kept::release);
    }

    private void announce(ClusterPartitionReport report) {
        announced.add(partitions(report));
    }
}
