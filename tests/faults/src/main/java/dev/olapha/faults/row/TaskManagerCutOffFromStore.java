package dev.olapha.faults.row;

import dev.olapha.faults.check.NewQueriesSucceed;
import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.check.SlotsAreFree;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;
import java.util.List;

/** Row 11. */
final class TaskManagerCutOffFromStore implements Row {

    private static final Duration SHORT_CUT = Duration.ofSeconds(2);
    private static final Duration CUT_OFF_AFTER_TAKEOVER = Duration.ofSeconds(2);
    private static final Duration REGISTERED = Duration.ofSeconds(10);

    @Override
    public Title title() {
        return new Title(11, "TaskManager cut off from the store", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        final Duration limit = timing.abrupt().plus(REGISTERED);
        return new Expectation(
                "obeys no old leader after reconnecting; no restart for a short cut",
                List.of(
                        new NobodyEnds(),
                        new NewQueriesSucceed(RecordedRun::healed, limit),
                        new SlotsAreFree(RecordedRun::healed, limit, timing.slots())),
                Duration.ofSeconds(30));
    }

    /** First a short cut, then one during which the leader changes. */
    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        final FlinkProcess taskManager = scene.taskManagers().get(0);
        scene.faultBegins("nothing passes between the store and " + taskManager.name());
        scene.link(taskManager).silence();
        scene.lasts(SHORT_CUT);
        scene.link(taskManager).restore();
        scene.note("the store is reachable again for two seconds");
        scene.lasts(SHORT_CUT);
        scene.link(taskManager).silence();
        scene.note("nothing passes again, and the leader is terminated");
        scene.terminate(scene.leader());
        scene.awaitNewTerm(title().profile().sessionTimeout().multipliedBy(3));
        scene.lasts(CUT_OFF_AFTER_TAKEOVER);
        scene.link(taskManager).restore();
        scene.healed("the store is reachable again");
    }
}
