package dev.olapha.faults.row;

import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;

import java.time.Duration;

/** Row 2. */
final class LeaderKilled implements Row {

    @Override
    public Title title() {
        return new Title(2, "leader `kill -9`", ClusterProfile.DEFAULTS);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "Std",
                timing.standard(timing.abrupt()),
                timing.abrupt().plus(Duration.ofSeconds(30)));
    }

    @Override
    public void strike(Scene scene, int run) {
        scene.faultBegins("SIGKILL to " + scene.leader().name());
        scene.kill(scene.leader());
    }
}
