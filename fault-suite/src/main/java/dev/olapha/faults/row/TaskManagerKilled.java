package dev.olapha.faults.row;

import dev.olapha.faults.check.InFlightIsDecided;
import dev.olapha.faults.check.NewQueriesSucceed;
import dev.olapha.faults.check.SlotsAreFree;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;
import java.util.List;

/** Row 8. */
final class TaskManagerKilled implements Row {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Override
    public Title title() {
        return new Title(8, "TaskManager `kill -9`", ClusterProfile.DEFAULTS);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "60 s",
                List.of(
                        new InFlightIsDecided(RecordedRun::fault, LIMIT),
                        new NewQueriesSucceed(RecordedRun::fault, LIMIT),
                        new SlotsAreFree(RecordedRun::healed, LIMIT, timing.slots())),
                Duration.ofSeconds(70));
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
                LIMIT);
        scene.start(taskManager);
        scene.healed("it is started again");
    }
}
