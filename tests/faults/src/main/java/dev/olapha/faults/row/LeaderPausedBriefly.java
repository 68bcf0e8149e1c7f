package dev.olapha.faults.row;

import dev.olapha.faults.check.LeaderChangesAtMost;
import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;

import java.time.Duration;
import java.util.List;

/** Row 5. */
final class LeaderPausedBriefly implements Row {

    private static final Duration PAUSE = Duration.ofSeconds(3);

    @Override
    public Title title() {
        return new Title(5, "leader SIGSTOP 3 s", ClusterProfile.DEFAULTS);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "at most one leader change",
                List.of(new LeaderChangesAtMost(1), new NobodyEnds()),
                Duration.ofSeconds(15));
    }

    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        scene.faultBegins("SIGSTOP to " + scene.leader().name());
        scene.pause(scene.leader());
        scene.lasts(PAUSE);
        scene.resume(scene.leader());
        scene.healed("SIGCONT");
    }
}
