package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The present leader and everybody who wants to know about it. Adding and removing a listener is
 * constant work, because every job of a process does both.
 */
final class LeaderBroadcast {

    private final Set<LeaderSubscription> subscriptions = ConcurrentHashMap.newKeySet();

    private volatile LeaderInformation leader = LeaderInformation.empty();

    LeaderInformation leader() {
        return leader;
    }

    void announce(LeaderInformation newLeader) {
        leader = newLeader;
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
