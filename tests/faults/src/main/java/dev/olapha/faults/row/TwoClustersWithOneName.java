package dev.olapha.faults.row;

import dev.olapha.faults.check.LeaderChangesAtMost;
import dev.olapha.faults.check.NeverTwoLeaders;
import dev.olapha.faults.check.SlotsSeen;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.FaultCluster;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.cluster.TwinCluster;
import dev.olapha.faults.history.EventType;

import java.time.Duration;
import java.util.List;

/** Row 24. */
final class TwoClustersWithOneName implements Row {

    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration TOGETHER = Duration.ofSeconds(5);
    private static final int SLOTS_TOGETHER =
            FaultCluster.SLOTS + FaultCluster.SLOTS / FaultCluster.TASK_MANAGERS;

    @Override
    public Title title() {
        return new Title(24, "two clusters with one cluster-id", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "one leads; never a mix",
                List.of(
                        new NeverTwoLeaders(),
                        new LeaderChangesAtMost(0),
                        new SlotsSeen(SLOTS_TOGETHER)),
                Duration.ofSeconds(15));
    }

    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        scene.faultBegins("another JobManager and TaskManager start under the same name");
        try (TwinCluster twin = scene.cluster().startTwin()) {
            scene.await(
                    event ->
                            event.type() == EventType.SLOTS
                                    && event.detail("slots")
                                            .equals(Integer.toString(SLOTS_TOGETHER)),
                    START);
            scene.lasts(TOGETHER);
        }
        scene.healed("they are gone");
    }
}
