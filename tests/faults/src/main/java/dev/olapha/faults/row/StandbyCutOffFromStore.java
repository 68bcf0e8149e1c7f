package dev.olapha.faults.row;

import dev.olapha.faults.check.LeaderChangesAtMost;
import dev.olapha.faults.check.NoQueryFails;
import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;

import java.time.Duration;
import java.util.List;

/** Row 10. */
final class StandbyCutOffFromStore implements Row {

    @Override
    public Title title() {
        return new Title(10, "standby cut off from the store", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "no effect",
                List.of(new LeaderChangesAtMost(0), new NoQueryFails(), new NobodyEnds()),
                Duration.ofSeconds(15));
    }

    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        scene.faultBegins("nothing passes between the store and " + scene.standby().name());
        scene.link(scene.standby()).silence();
        scene.lasts(title().profile().sessionTimeout().multipliedBy(2));
        scene.link(scene.standby()).restore();
        scene.healed("the store is reachable again");
    }
}
