package dev.olapha.faults.row;

import dev.olapha.faults.check.RecordIsNeverEmpty;
import dev.olapha.faults.check.StartTime;
import dev.olapha.faults.check.StruckBeforePublishing;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.EventType;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;

/** Row 4. */
final class KilledBeforePublishing implements Row {

    private static final Duration FAR = Duration.ofMillis(1500);
    private static final Duration GRANTED = Duration.ofSeconds(30);

    @Override
    public Title title() {
        return new Title(
                4,
                "killed between being granted leadership and publishing",
                ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                        "Std; the record is never left empty",
                        timing.standard(StartTime::afterFault, timing.abrupt()),
                        timing.abrupt().plus(Duration.ofSeconds(40)))
                .and(new StruckBeforePublishing(), new RecordIsNeverEmpty());
    }

    /**
     * The standby is far from the store when it is granted leadership, so that there is time to
     * kill it before its record can be there.
     */
    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        final FlinkProcess standby = scene.standby();
        scene.note("the standby is 1.5 s away from the store, the leader is terminated");
        scene.link(standby).delay(FAR);
        scene.terminate(scene.leader());
        if (!scene.await(
                event -> event.is(EventType.LEADERSHIP_GRANTED, standby.name()), GRANTED)) {
            throw new IllegalStateException(standby.name() + " is not granted leadership");
        }
        scene.faultBegins("SIGKILL to " + standby.name() + ", which was granted leadership");
        scene.kill(standby);
        scene.link(standby).restore();
        scene.leader().current().awaitExit(GRANTED);
        scene.start(standby);
        scene.start(scene.leader());
        scene.healed("both JobManagers are started again");
    }
}
