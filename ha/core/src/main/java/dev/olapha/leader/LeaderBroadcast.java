package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/**
 * The present leader and everybody who wants to know about it. Adding and removing a listener is
 * constant work, because every job of a process does both.
 */
final class LeaderBroadcast {

    private final Set<LeaderSubscription> subscriptions = ConcurrentHashMap.newKeySet();
    private final UnaryOperator<LeaderInformation> view;

    private volatile LeaderInformation leader = LeaderInformation.empty();

    LeaderBroadcast() {
        this(UnaryOperator.identity());
    }

    /**
     * @param view what is told of an announced leader. If its answer changes without an
     *     announcement, {@link #refresh()} must be called
     */
    LeaderBroadcast(UnaryOperator<LeaderInformation> view) {
        this.view = view;
    }

    LeaderInformation leader() {
        return view.apply(leader);
    }

    void announce(LeaderInformation newLeader) {
        leader = newLeader;
        refresh();
    }

    /** Everybody hears the present leader who has not heard it yet. */
    void refresh() {
        subscriptions.forEach(LeaderSubscription::deliver);
    }

    void fail(Exception error) {
        subscriptions.forEach(subscription -> subscription.fail(error));
    }

    /** The subscriber hears the present leader, if there is one, before this method returns. */
    void add(LeaderSubscription subscription) {
        subscriptions.add(subscription);
        subscription.deliver();
    }

    void remove(LeaderSubscription subscription) {
        subscription.stop();
        subscriptions.remove(subscription);
    }

    int subscriptionCount() {
        return subscriptions.size();
    }
}
