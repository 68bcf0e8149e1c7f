package dev.olapha.kubernetes;

import dev.olapha.leader.LeaderWatch;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import javax.annotation.Nullable;

import java.util.Map;

/** One component's leader among those of the lock object. Called on the notification thread. */
final class ComponentWatch {

    private final String componentId;
    private final LeaderWatch.Listener listener;

    private volatile boolean ended;

    /** Null before anything was told. Notification thread only. */
    @Nullable private LeaderInformation last;

    ComponentWatch(String componentId, LeaderWatch.Listener listener) {
        this.componentId = componentId;
        this.listener = listener;
    }

    void onLeaders(Map<String, LeaderInformation> leaders) {
        final LeaderInformation leader =
                leaders.getOrDefault(componentId, LeaderInformation.empty());
        if (!ended && !leader.equals(last)) {
            last = leader;
            listener.onLeader(leader);
        }
    }

    /** What was told still holds, so that an error told since is known to be over. */
    void repeat() {
        if (!ended && last != null) {
            listener.onLeader(last);
        }
    }

    void onEpochsVoid() {
        if (!ended) {
            listener.onEpochsVoid();
        }
    }

    void onError(Exception error) {
        if (!ended) {
            listener.onError(error);
        }
    }

    boolean hasEnded() {
        return ended;
    }

    /** No call to the listener begins after this, save one that has already been decided. */
    void end() {
        ended = true;
    }
}
