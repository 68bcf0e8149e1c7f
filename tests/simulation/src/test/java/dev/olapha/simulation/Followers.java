package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.RecordsListener;
import dev.olapha.leader.LeaderRetrievalBackend;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.leader.LeaderWatches;
import dev.olapha.machine.Refusal;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.runtime.leaderretrieval.LeaderRetrievalListener;

import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;

/** Flink's side of a reader: who obeys which leader, through the product's own watches. */
final class Followers implements RecordsListener, LeaderRetrievalBackend {

    private final History history;
    private final Counters counters;
    private final Map<String, LeaderWatch.Listener> watches = new HashMap<>();
    private final Map<String, LeaderInformation> told = new HashMap<>();

    /** Whom each component obeys now; the store may never have given it. */
    private final Map<String, LeaderInformation> obeyed = new HashMap<>();

    /** The last that the store gave. */
    private final Map<String, UUID> lastGiven = new HashMap<>();

    private boolean obstructed;

    Followers(History history, Counters counters) throws Exception {
        this.history = history;
        this.counters = counters;
        final LeaderWatches product = new LeaderWatches(this);
        for (String component : SimulatedReader.COMPONENTS) {
            product.retriever(component).start(new Follower(component));
        }
    }

    LeaderInformation obeyed(String component) {
        return obeyed.getOrDefault(component, LeaderInformation.empty());
    }

    boolean isObstructed() {
        return obstructed;
    }

    @Override
    public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
        watches.put(componentId, listener);
        return () -> watches.remove(componentId);
    }

    @Override
    public void onLeaders(SortedMap<String, LeaderInformation> leaders) {
        watches.forEach(
                (component, listener) -> {
                    final LeaderInformation leader =
                            leaders.getOrDefault(component, LeaderInformation.empty());
                    if (!leader.equals(told.put(component, leader))) {
                        listener.onLeader(leader);
                    }
                });
    }

    @Override
    public void onEpochsVoid() {
        counters.count("epochs found void");
        watches.values().forEach(LeaderWatch.Listener::onEpochsVoid);
    }

    @Override
    public void onObstacle(Refusal refusal) {
        obstructed = true;
        counters.count("an obstacle told to listeners");
    }

    @Override
    public void onObstacleGone() {
        obstructed = false;
    }

    @Override
    public void close() {}

    private final class Follower implements LeaderRetrievalListener {

        private final String component;

        private Follower(String component) {
            this.component = component;
        }

        @Override
        public void notifyLeaderAddress(String address, UUID session) {
            final LeaderInformation leader =
                    session == null
                            ? LeaderInformation.empty()
                            : LeaderInformation.known(session, address);
            obeyed.put(component, leader);
            if (session == null) {
                return;
            }
            if (!history.knows(session)) {
                counters.count("a forged leader obeyed for a while");
                return;
            }
            final UUID before = lastGiven.put(component, session);
            if (before != null && history.isBefore(session, before)) {
                throw new Violation(
                        Rule.NO_WAY_BACK,
                        component + " went back from " + before + " to " + session);
            }
        }

        @Override
        public void handleError(Exception error) {
            // What was thrown above comes back here.
            if (error instanceof Violation violation) {
                throw violation;
            }
            throw new AssertionError(error);
        }
    }
}
