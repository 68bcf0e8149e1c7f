package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

/**
 * One watch of the backend, fanned out to all who ask for the same component.
 *
 * <p>While this process leads it knows its own components, whatever has happened to their records:
 * somebody who deletes or garbles one must not part the leader's JobMasters from its
 * ResourceManager. Flink's ResourceManager keeps the slot requirements of a job that is parted from
 * it, and if the job ends meanwhile nobody ever withdraws them.
 */
final class WatchedLeader implements LeaderWatch.Listener {

    private final EpochFence fence;
    private final LeaderBroadcast broadcast;

    private WatchedLeader(String componentId, ProcessLeadership ownProcess) {
        this.fence = new EpochFence(componentId);
        this.broadcast =
                new LeaderBroadcast(
                        onRecord ->
                                onRecord.isEmpty()
                                        ? unlessReplaced(ownProcess.published(componentId))
                                        : onRecord);
        ownProcess.onTermChange(broadcast::refresh);
    }

    private LeaderInformation unlessReplaced(LeaderInformation own) {
        return own.isEmpty() || fence.hasSeenLaterThan(own) ? LeaderInformation.empty() : own;
    }

    /** Opens the watch; returns at once. */
    static OpenWatch open(
            LeaderRetrievalBackend backend, String componentId, ProcessLeadership ownProcess) {
        final WatchedLeader watched = new WatchedLeader(componentId, ownProcess);
        return new OpenWatch(watched.broadcast, backend.watch(componentId, watched));
    }

    @Override
    public void onLeader(LeaderInformation leader) {
        if (fence.admits(leader)) {
            broadcast.announce(leader);
        }
    }

    @Override
    public void onEpochsVoid() {
        fence.drop();
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
