package dev.olapha.faults.row;

import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;

/** Row 7. */
final class TaskManagerPaused implements Row {

    private static final Duration PAUSE = Duration.ofSeconds(70);

    @Override
    public Title title() {
        return new Title(7, "TaskManager SIGSTOP 70 s", ClusterProfile.DEFAULTS);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return timing.noticedByHeartbeat("60 s (heartbeat 50 + ask 10)", RecordedRun::fault);
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
