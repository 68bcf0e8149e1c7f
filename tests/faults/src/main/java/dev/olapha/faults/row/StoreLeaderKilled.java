package dev.olapha.faults.row;

import dev.olapha.faults.check.LeaderChangesAtMost;
import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.store.ZooKeeperStore;
import dev.olapha.testkit.zookeeper.ZooKeeperNode;

import java.time.Duration;
import java.util.List;

/** Row 13. */
final class StoreLeaderKilled implements Row {

    private static final Duration DOWN = Duration.ofSeconds(5);
    private static final Duration START = Duration.ofSeconds(60);

    @Override
    public Title title() {
        return new Title(
                13,
                "one of three store nodes killed, its leader included",
                ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "at most one leader change",
                List.of(new LeaderChangesAtMost(1), new NobodyEnds()),
                Duration.ofSeconds(30));
    }

    /** In turn the server that leads the store, and one that follows. */
    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        final ZooKeeperStore store = scene.store(ZooKeeperStore.class);
        final ZooKeeperNode struck =
                run % 2 == 1
                        ? store.ensemble().leader()
                        : store.ensemble().nodes().stream()
                                .filter(node -> !node.leads())
                                .findFirst()
                                .orElseThrow();
        scene.faultBegins("SIGKILL to " + struck.name() + (struck.leads() ? ", the leader" : ""));
        struck.kill();
        scene.lasts(DOWN);
        store.ensemble().startAll(START);
        scene.healed(struck.name() + " serves again");
    }
}
