package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import javax.annotation.Nullable;

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

    /** The last failure, while nothing has been heard since; null if there is none. */
    @Nullable private volatile Exception failure;

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
        failure = null;
        refresh();
    }

    /** Everybody hears the present leader who has not heard it yet. */
    void refresh() {
        subscriptions.forEach(LeaderSubscription::deliver);
    }

    /** Who subscribes before a leader is announced again is told too. */
    void fail(Exception error) {
        failure = error;
        subscriptions.forEach(subscription -> subscription.fail(error));
    }

    /**
     * The subscriber hears the present leader, if there is one, or the present failure, before this
     * method returns.
     */
    void add(LeaderSubscription subscription) {
        subscriptions.add(subscription);
        subscription.deliver();
        final Exception present = failure;
        if (present != null) {
            subscription.fail(present);
        }
    }

    void remove(LeaderSubscription subscription) {
        subscription.stop();
        subscriptions.remove(subscription);
    }

    int subscriptionCount() {
        return subscriptions.size();
    }
}
