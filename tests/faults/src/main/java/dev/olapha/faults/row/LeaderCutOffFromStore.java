package dev.olapha.faults.row;

import dev.olapha.faults.check.Rule;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;

import java.time.Duration;

/** Row 9. */
final class LeaderCutOffFromStore implements Row {

    private static final Duration CUT_OFF_AFTER_TAKEOVER = Duration.ofSeconds(2);

    @Override
    public Title title() {
        return new Title(9, "leader cut off from the store only", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        final Expectation revoked = timing.revokedWhenCutOff(Duration.ofSeconds(30));
        return new Expectation(
                        revoked.text() + "; Std",
                        timing.standard(timing.abrupt()),
                        revoked.patience())
                .and(revoked.rules().toArray(Rule[]::new));
    }

    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        if (run % 2 == 1) {
            scene.faultBegins("nothing passes between the store and " + scene.leader().name());
            scene.link(scene.leader()).silence();
        } else {
            scene.faultBegins("connections to the store are reset: " + scene.leader().name());
            scene.link(scene.leader()).cut();
        }
        scene.awaitNewTerm(title().profile().sessionTimeout().multipliedBy(3));
        scene.lasts(CUT_OFF_AFTER_TAKEOVER);
        scene.link(scene.leader()).restore();
        scene.healed("the store is reachable again");
    }
}
