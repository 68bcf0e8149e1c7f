package dev.olapha.faults.row;

import dev.olapha.faults.check.LeaderSteppedDown;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;

import java.time.Duration;

/** Row 6. */
final class LeaderPausedLong implements Row {

    private static final Duration STEPS_DOWN = Duration.ofSeconds(5);

    @Override
    public Title title() {
        return new Title(
                6, "leader SIGSTOP for 2 x timeout, then SIGCONT", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                        "Std; the old one is refused and rejoins or exits within 5 s",
                        timing.standard(timing.abrupt()),
                        Duration.ofSeconds(30))
                .and(LeaderSteppedDown.afterPause(STEPS_DOWN));
    }

    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        scene.faultBegins("SIGSTOP to " + scene.leader().name());
        scene.pause(scene.leader());
        scene.lasts(title().profile().sessionTimeout().multipliedBy(2));
        scene.resume(scene.leader());
        scene.healed("SIGCONT");
    }
}
