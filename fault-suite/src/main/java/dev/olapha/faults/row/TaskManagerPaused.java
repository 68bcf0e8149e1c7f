package dev.olapha.faults.row;

import dev.olapha.faults.check.InFlightIsDecided;
import dev.olapha.faults.check.NewQueriesSucceed;
import dev.olapha.faults.check.SlotsAreFree;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;
import java.util.List;

/** Row 7. */
final class TaskManagerPaused implements Row {

    private static final Duration PAUSE = Duration.ofSeconds(70);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public Title title() {
        return new Title(7, "TaskManager SIGSTOP 70 s", ClusterProfile.DEFAULTS);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "60 s (heartbeat 50 + ask 10)",
                List.of(
                        new InFlightIsDecided(RecordedRun::fault, LIMIT),
                        new NewQueriesSucceed(RecordedRun::fault, LIMIT),
                        new SlotsAreFree(RecordedRun::healed, LIMIT, timing.slots())),
                Duration.ofSeconds(70));
    }

    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        final FlinkProcess taskManager = scene.taskManagers().get(0);
        scene.faultBegins("SIGSTOP to " + taskManager.name());
        scene.pause(taskManager);
        scene.lasts(PAUSE);
        scene.resume(taskManager);
        scene.healed("SIGCONT");
    }
}
