package dev.olapha.faults.row;

import dev.olapha.faults.check.StartTime;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.testkit.process.FlinkProcess;

import java.time.Duration;

/** Row 3. */
final class AllJobManagersKilled implements Row {

    @Override
    public Title title() {
        return new Title(3, "all JobManagers killed, restarted", ClusterProfile.DEFAULTS);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "Std + start time",
                timing.standard(StartTime::afterFault, timing.abrupt()),
                timing.abrupt().plus(Duration.ofSeconds(40)));
    }

    @Override
    public void strike(Scene scene, int run) {
        scene.faultBegins("SIGKILL to every JobManager");
        scene.jobManagers().forEach(scene::kill);
        scene.jobManagers().forEach(FlinkProcess::start);
        scene.healed("they are started again");
    }
}
