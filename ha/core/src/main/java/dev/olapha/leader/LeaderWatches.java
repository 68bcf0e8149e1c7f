package dev.olapha.leader;

import dev.olapha.leader.WatchedLeader.OpenWatch;

import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * All watches that a process has on its cluster's components: one for each component, opened by the
 * first who asks and kept until the process ends. Flink creates retrievers once per job (every
 * JobMaster asks for the ResourceManager); if each opened a watch of its own, every query would
 * cost requests again.
 *
 * <p>Thread-safe.
 */
public final class LeaderWatches {

    private final LeaderRetrievalBackend backend;
    private final ProcessLeadership ownProcess;
    private final Map<String, OpenWatch> open = new ConcurrentHashMap<>();

    /** For a process that never leads. */
    public LeaderWatches(LeaderRetrievalBackend backend) {
        this(backend, new ProcessLeadership());
    }

    LeaderWatches(LeaderRetrievalBackend backend, ProcessLeadership ownProcess) {
        this.backend = backend;
        this.ownProcess = ownProcess;
    }

    /** A retriever of a cluster component. Starting and stopping it costs no request. */
    public LeaderRetrievalService retriever(String componentId) {
        return retriever(componentId, UnaryOperator.identity());
    }

    LeaderRetrievalService retriever(
            String componentId, UnaryOperator<LeaderRetrievalListener> view) {
        return new BroadcastRetriever(broadcast(componentId), view);
    }

    /**
     * A retriever of a component that comes and goes: its watch is opened when it starts and closed
     * when it stops.
     */
    LeaderRetrievalService passingRetriever(String componentId) {
        return new PassingRetriever(backend, componentId);
    }

    private LeaderBroadcast broadcast(String componentId) {
        return open.computeIfAbsent(componentId, id -> WatchedLeader.open(backend, id, ownProcess))
                .broadcast();
    }

    /** Closes all watches. Retrievers that are still started hear nothing more. */
    public void close() {
        open.values().forEach(OpenWatch::close);
        open.clear();
    }
}
