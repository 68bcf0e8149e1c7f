package dev.olapha.faults.row;

import dev.olapha.faults.check.LeaderChangesAtMost;
import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.store.ZooKeeperStore;
import dev.olapha.testkit.zookeeper.ZooKeeperNode;

import java.time.Duration;
import java.util.List;

/** Row 16. */
final class StoreRestartedNodeByNode implements Row {

    private static final int SERVERS = 3;
    private static final Duration BETWEEN = Duration.ofSeconds(3);
    private static final Duration START = Duration.ofSeconds(60);

    @Override
    public Title title() {
        return new Title(16, "store restarted node by node", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                "at most one change per node",
                List.of(new LeaderChangesAtMost(SERVERS), new NobodyEnds()),
                Duration.ofSeconds(30));
    }

    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        final ZooKeeperStore store = scene.store(ZooKeeperStore.class);
        scene.faultBegins("the servers are restarted one after the other");
        for (ZooKeeperNode node : store.ensemble().nodes()) {
            scene.note("SIGTERM to " + node.name() + (node.leads() ? ", the leader" : ""));
            node.stop();
            store.ensemble().startAll(START);
            scene.note(node.name() + " serves again");
            scene.lasts(BETWEEN);
        }
        scene.healed("all servers are restarted");
    }
}
