package dev.olapha.leader;

import dev.olapha.leader.WatchedLeader.OpenWatch;

import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import static org.apache.flink.util.Preconditions.checkState;

/** A retriever with a watch of its own, for jobs whose leader is published. */
final class PassingRetriever implements LeaderRetrievalService {

    private final LeaderRetrievalBackend backend;
    private final String componentId;
    private final AtomicReference<OpenWatch> watch = new AtomicReference<>();

    PassingRetriever(LeaderRetrievalBackend backend, String componentId) {
        this.backend = backend;
        this.componentId = componentId;
    }

    @Override
    public void start(LeaderRetrievalListener listener) {
        final OpenWatch mine = WatchedLeader.open(backend, componentId, new ProcessLeadership());
        if (!watch.compareAndSet(null, mine)) {
            mine.close();
            checkState(false, "A leader retriever can be started only once.");
        }
        new BroadcastRetriever(mine.broadcast(), UnaryOperator.identity()).start(listener);
    }

    @Override
    public void stop() {
        final OpenWatch mine = watch.get();
        if (mine != null) {
            mine.close();
        }
    }
}
