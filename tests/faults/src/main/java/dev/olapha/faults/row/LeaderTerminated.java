package dev.olapha.faults.row;

import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;

import java.time.Duration;

/** Row 1. */
final class LeaderTerminated implements Row {

    @Override
    public Title title() {
        return new Title(1, "leader SIGTERM", ClusterProfile.DEFAULTS);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation("Std", timing.standard(timing.graceful()), Duration.ofSeconds(30));
    }

    @Override
    public void strike(Scene scene, int run) {
        scene.faultBegins("SIGTERM to " + scene.leader().name());
        scene.terminate(scene.leader());
    }
}
