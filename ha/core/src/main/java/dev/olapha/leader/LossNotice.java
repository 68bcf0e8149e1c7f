package dev.olapha.leader;

import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import javax.annotation.Nullable;

import java.util.UUID;

/** Passes everything on, and tells afterwards if it was that a leader is no more. */
final class LossNotice implements LeaderRetrievalListener {

    private final LeaderRetrievalListener listener;
    private final Runnable onLoss;

    /**
     * @param onLoss called by the thread that brings the news, after the listener has heard it
     */
    LossNotice(LeaderRetrievalListener listener, Runnable onLoss) {
        this.listener = listener;
        this.onLoss = onLoss;
    }

    @Override
    public void notifyLeaderAddress(@Nullable String address, @Nullable UUID session) {
        listener.notifyLeaderAddress(address, session);
        if (session == null) {
            onLoss.run();
        }
    }

    @Override
    public void handleError(Exception error) {
        listener.handleError(error);
    }
}
