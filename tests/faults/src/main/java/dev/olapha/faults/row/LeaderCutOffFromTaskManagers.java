package dev.olapha.faults.row;

import dev.olapha.faults.cluster.ClusterProfile;
import dev.olapha.faults.cluster.RpcLinks;
import dev.olapha.faults.cluster.Scene;
import dev.olapha.faults.history.EventType;
import dev.olapha.faults.history.RecordedRun;
import dev.olapha.testkit.process.FlinkProcess;

/** Row 12. */
final class LeaderCutOffFromTaskManagers implements Row {

    @Override
    public Title title() {
        return new Title(
                12,
                "leader cut off from the TaskManagers only",
                ClusterProfile.RPC_THROUGH_PROXIES);
    }

    @Override
    public Expectation expectation(Timing timing) {
        return timing.noticedByHeartbeat("60 s", RecordedRun::healed);
    }

    /**
     * Until the client of the query in flight knows, or for a minute. The proxies stand before the
     * processes' RPC ports, so the standby cannot reach the leader's either; the store, REST and
     * the liveness port are not touched.
     */
    @Override
    public void strike(Scene scene, int run) throws InterruptedException {
        final RpcLinks links = scene.cluster().preparation(RpcLinks.class);
        scene.faultBegins("nothing passes between the TaskManagers and " + scene.leader().name());
        links.link(scene.leader().name()).silence();
        for (FlinkProcess taskManager : scene.taskManagers()) {
            links.link(taskManager.name()).silence();
        }
        scene.await(
                event ->
                        event.type() == EventType.QUERY_FAILED
                                && event.process().equals("waiting client"),
                Timing.HEARTBEAT);
        links.link(scene.leader().name()).restore();
        for (FlinkProcess taskManager : scene.taskManagers()) {
            links.link(taskManager.name()).restore();
        }
        scene.healed("everything passes again");
    }
}
