package dev.olapha.faults.row;

import dev.olapha.faults.check.EndsByItself;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.load.GreedyQuery;

import java.time.Duration;

/** Row 21. */
final class LeaderOutOfResources implements Row {

    private static final Duration EXIT = Duration.ofSeconds(30);

    @Override
    public Title title() {
        return new Title(
                21,
                "JobManager out of memory or of file descriptors",
                ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                        "exits; Std", timing.standard(timing.abrupt()), Duration.ofSeconds(30))
                .and(new EndsByItself());
    }

    /** Its heap in odd runs; its file descriptors in even ones, where the system can limit them. */
    @Override
    public void strike(Scene scene, int run) throws Exception {
        if (run % 2 == 1) {
            try (GreedyQuery query = scene.cluster().openGreedyQuery()) {
                scene.faultBegins("a query fills the heap of " + scene.leader().name());
                query.submit();
            }
        } else {
            scene.faultBegins(scene.leader().name() + " may open no more files");
            scene.forbidMoreFiles(scene.leader());
        }
        scene.await(event -> event.is(EventType.PROCESS_ENDED, scene.leader().name()), EXIT);
    }
}
