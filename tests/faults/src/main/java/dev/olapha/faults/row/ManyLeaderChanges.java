package dev.olapha.faults.row;

import dev.olapha.faults.check.GaugeStays;
import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.check.TermsAtLeast;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Gauges;
import dev.olapha.faults.cluster.Scene;

import java.time.Duration;
import java.util.List;

/** Row 22. */
final class ManyLeaderChanges implements Row {

    private static final int CHANGES = 30;
    private static final Duration CHANGE = Duration.ofSeconds(20);

    /** Pools of Flink that start a thread for each task until they are full. */
    private static final int POOLS = 5;

    @Override
    public Title title() {
        return new Title(22, "30 leadership changes in a row", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "ends with one leader; no thread more",
                List.of(
                        new TermsAtLeast(CHANGES),
                        new GaugeStays(Gauges.HA_THREADS, 0),
                        new GaugeStays(Gauges.THREADS, POOLS),
                        new NobodyEnds()),
                Duration.ofSeconds(20));
    }

    /**
     * Threads are counted when every process has led once: what leads for the first time, grows.
     */
    @Override
    public void strike(Scene scene, int run) throws Exception {
        scene.everyJobManagerLeads(CHANGE);
        scene.awaitCalm();
        scene.cluster().gauges().takeThreadsAndWatches();
        scene.faultBegins("the session of whoever leads is ended, again and again");
        for (int i = 0; i < CHANGES; i++) {
            scene.changeLeader(CHANGE);
        }
        scene.healed("no more");
        scene.awaitCalm();
        scene.cluster().gauges().takeThreadsAndWatches();
    }
}
