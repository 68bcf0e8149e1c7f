package dev.olapha.client;

import dev.olapha.leader.ComponentIds;
import dev.olapha.leader.LeaderWatches;

import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.util.concurrent.atomic.AtomicBoolean;

/** One client's share of a connection: it finds the REST endpoint and nothing else. Thread-safe. */
public final class ClientLeaderServices implements ClientHighAvailabilityServices {

    private final LeaderWatches watches;
    private final Runnable release;
    private final AtomicBoolean closed = new AtomicBoolean();

    ClientLeaderServices(LeaderWatches watches, Runnable release) {
        this.watches = watches;
        this.release = release;
    }

    @Override
    public LeaderRetrievalService getClusterRestEndpointLeaderRetriever() {
        return watches.retriever(ComponentIds.REST_SERVER);
    }

    /** Leaves the connection; it closes when it has been idle for a while. */
    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            release.run();
        }
    }
}
