package dev.olapha.leader;

import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import javax.annotation.Nullable;

import java.util.UUID;

/** Runs something whenever who leads has changed; errors are for others to hear. */
final class TermListener implements LeaderRetrievalListener {

    private final Runnable action;

    TermListener(Runnable action) {
        this.action = action;
    }

    @Override
    public void notifyLeaderAddress(@Nullable String address, @Nullable UUID session) {
        action.run();
    }

    @Override
    public void handleError(Exception error) {}
}
