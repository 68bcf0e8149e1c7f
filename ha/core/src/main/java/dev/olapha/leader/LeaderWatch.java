package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

/** An open watch on the leader record of one component. */
public interface LeaderWatch {

    /**
     * Ends the watch. Does not wait; a call to the listener that has already begun may still end
     * after this method returned.
     */
    void close();

    /**
     * Hears what a {@link LeaderWatch} sees. The backend calls it from one thread at a time, never
     * while holding a lock of its own.
     */
    interface Listener {

        /** The record now says this; {@linkplain LeaderInformation#empty() empty}: nobody leads. */
        void onLeader(LeaderInformation leader);

        /**
         * What was heard of epochs so far counts for nothing: the store's history went back, or an
         * epoch was never the store's. The next leader is believed whatever its epoch.
         */
        default void onEpochsVoid() {}

        /** The backend cannot recover by itself; nothing more will come unless it says so. */
        void onError(Exception error);
    }
}
