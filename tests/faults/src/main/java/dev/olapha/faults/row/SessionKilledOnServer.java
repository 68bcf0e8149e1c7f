package dev.olapha.faults.row;

import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;

import java.time.Duration;

/** Row 15. */
final class SessionKilledOnServer implements Row {

    @Override
    public Title title() {
        return new Title(
                15, "ZooKeeper session killed on the server", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation("Std", timing.standard(timing.abrupt()), Duration.ofSeconds(30));
    }

    @Override
    public void strike(Scene scene, int run) {
        scene.faultBegins("the session of " + scene.leader().name() + " is ended at the store");
        scene.endSession(scene.leader());
    }
}
