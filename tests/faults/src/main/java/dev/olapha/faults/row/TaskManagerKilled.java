package dev.olapha.faults.row;

import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.testkit.process.FlinkProcess;

/** Row 8. */
final class TaskManagerKilled implements Row {

    @Override
    public Title title() {
        return new Title(8, "TaskManager `kill -9`", ClusterProfile.DEFAULTS);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return timing.noticedByHeartbeat("60 s", RecordedRun::fault);
    }

    /** It is replaced only when its loss was noticed. */
    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        final FlinkProcess taskManager = scene.taskManagers().get(0);
        scene.faultBegins("SIGKILL to " + taskManager.name());
        scene.kill(taskManager);
        scene.await(
                event ->
                        event.type() == EventType.QUERY_FAILED
                                && event.process().equals("waiting client"),
                Timing.HEARTBEAT);
        scene.start(taskManager);
        scene.healed("it is started again");
    }
}
