package dev.olapha.faults.row;

import dev.olapha.faults.check.NobodyEnds;
import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.faults.store.ZooKeeperStore;
import dev.olapha.testkit.zookeeper.ZooKeeperNode;

import java.time.Duration;
import java.util.List;

/** Row 14. */
final class StoreQuorumLost implements Row {

    private static final Duration START = Duration.ofSeconds(60);

    @Override
    public Title title() {
        return new Title(
                14, "store quorum lost for 2 x timeout, then back", ClusterProfile.SHORT_TIMEOUT);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return new Expectation(
                        "no lasting double leader; Std after return",
                        timing.standard(RecordedRun::healed, timing.abrupt()),
                        Duration.ofSeconds(40))
                .and(new NobodyEnds());
    }

    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        final ZooKeeperStore store = scene.store(ZooKeeperStore.class);
        final List<ZooKeeperNode> struck = store.ensemble().nodes().subList(0, 2);
        scene.faultBegins("SIGKILL to two of three servers");
        struck.forEach(ZooKeeperNode::kill);
        scene.lasts(title().profile().sessionTimeout().multipliedBy(2));
        store.ensemble().startAll(START);
        scene.healed("all servers serve again");
    }
}
