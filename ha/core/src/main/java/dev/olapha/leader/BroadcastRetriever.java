package dev.olapha.leader;

import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalService;

import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;

import static org.apache.flink.util.Preconditions.checkNotNull;
import static org.apache.flink.util.Preconditions.checkState;

/**
 * What Flink sees of a {@link LeaderBroadcast}: one listener's place in it. Costs no request to
 * start and none to stop. The listener hears the present leader, if there is one, before {@link
 * #start} returns.
 */
final class BroadcastRetriever implements LeaderRetrievalService {

    private final LeaderBroadcast broadcast;
    private final UnaryOperator<LeaderRetrievalListener> view;
    private final AtomicReference<LeaderSubscription> subscription = new AtomicReference<>();

    /**
     * @param view what the listener shall see of the broadcast
     */
    BroadcastRetriever(LeaderBroadcast broadcast, UnaryOperator<LeaderRetrievalListener> view) {
        this.broadcast = broadcast;
        this.view = view;
    }

    @Override
    public void start(LeaderRetrievalListener listener) {
        checkNotNull(listener, "The listener must not be null.");
        final LeaderSubscription mine =
                new LeaderSubscription(broadcast::leader, view.apply(listener));
        checkState(
                subscription.compareAndSet(null, mine),
                "A leader retriever can be started only once.");
        broadcast.add(mine);
    }

    @Override
    public void stop() {
        final LeaderSubscription mine = subscription.get();
        if (mine != null) {
            broadcast.remove(mine);
        }
    }
}
