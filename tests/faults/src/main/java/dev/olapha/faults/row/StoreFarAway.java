package dev.olapha.faults.row;

import dev.olapha.faults.check.LeaderChangesAtMost;
import dev.olapha.faults.check.NoQueryFails;
import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;
import java.util.List;

/** Row 17. */
final class StoreFarAway implements Row {

    private static final Duration ROUND_TRIP = Duration.ofMillis(500);
    private static final Duration FAR = Duration.ofSeconds(15);

    @Override
    public Title title() {
        return new Title(
                17, "500 ms added to every store round trip", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "no change, no error",
                List.of(new LeaderChangesAtMost(0), new NoQueryFails(), new NobodyEnds()),
                Duration.ofSeconds(15));
    }

    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        scene.faultBegins("every process is 500 ms away from the store");
        for (FlinkProcess process : scene.cluster().flink().processes()) {
            scene.link(process).delay(ROUND_TRIP);
        }
        scene.lasts(FAR);
        for (FlinkProcess process : scene.cluster().flink().processes()) {
            scene.link(process).restore();
        }
        scene.healed("no delay any more");
    }
}
