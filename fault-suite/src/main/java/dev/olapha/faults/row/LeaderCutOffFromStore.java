package dev.olapha.faults.row;

import dev.olapha.faults.check.RevokedAfterSuspension;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;

import java.time.Duration;

/** Row 9. */
final class LeaderCutOffFromStore implements Row {

    private static final Duration REVOKED = Duration.ofSeconds(1);
    private static final Duration CUT_OFF_AFTER_TAKEOVER = Duration.ofSeconds(2);

    @Override
    public Title title() {
        return new Title(9, "leader cut off from the store only", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                        "revoked within 1 s of the suspended connection; Std",
                        timing.standard(timing.abrupt()),
                        Duration.ofSeconds(30))
                .and(new RevokedAfterSuspension(REVOKED));
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
