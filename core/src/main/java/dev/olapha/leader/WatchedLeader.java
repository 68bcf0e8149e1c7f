package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

/** One watch of the backend, fanned out to all who ask for the same component. */
final class WatchedLeader implements LeaderWatch.Listener {

    private final EpochFence fence;
    private final LeaderBroadcast broadcast = new LeaderBroadcast();

    private WatchedLeader(String componentId) {
        this.fence = new EpochFence(componentId);
    }

    /** Opens the watch; returns at once. */
    static OpenWatch open(LeaderRetrievalBackend backend, String componentId) {
        final WatchedLeader watched = new WatchedLeader(componentId);
        return new OpenWatch(watched.broadcast, backend.watch(componentId, watched));
    }

    @Override
    public void onLeader(LeaderInformation leader) {
        if (fence.admits(leader)) {
            broadcast.announce(leader);
        }
    }

    @Override
    public void onError(Exception error) {
        broadcast.fail(error);
    }

    /** A broadcast together with the watch that feeds it. */
    static final class OpenWatch {
        private final LeaderBroadcast broadcast;
        private final LeaderWatch watch;

        private OpenWatch(LeaderBroadcast broadcast, LeaderWatch watch) {
            this.broadcast = broadcast;
            this.watch = watch;
        }

        LeaderBroadcast broadcast() {
            return broadcast;
        }

        void close() {
            watch.close();
        }
    }
}
