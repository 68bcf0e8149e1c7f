package dev.olapha.standalone;

import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderWatch;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Leadership without a coordination service: the one JobManager leads while it lives, with the one
 * session that every process knows beforehand. Other processes find it at the configured addresses;
 * in the JobManager's own process the addresses that its components publish count, so that a
 * mini-cluster with ports chosen at random works too.
 *
 * <p>Thread-safe; has one thread, on which listeners are called.
 */
public final class StandaloneLeaderBackend implements LeaderBackend {

    private final Map<String, LeaderInformation> configured;
    private final Map<String, LeaderInformation> published = new ConcurrentHashMap<>();
    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
    private final ExecutorService notifications =
            Executors.newSingleThreadExecutor(
                    task -> {
                        final Thread thread = new Thread(task, "olap-ha-standalone-leader");
                        thread.setDaemon(true);
                        return thread;
                    });

    private StandaloneLeaderBackend(Map<String, LeaderInformation> configured) {
        this.configured = configured;
    }

    /**
     * For JobManagers and TaskManagers.
     *
     * @throws IllegalConfigurationException if the JobManager's address is not configured
     */
    public static StandaloneLeaderBackend forServer(Configuration configuration) {
        return new StandaloneLeaderBackend(ConfiguredLeaders.ofServer(configuration));
    }

    /**
     * For clients, which only look for the REST endpoint.
     *
     * @throws IllegalConfigurationException if its address is not configured
     */
    public static StandaloneLeaderBackend forClient(Configuration configuration) {
        return new StandaloneLeaderBackend(ConfiguredLeaders.ofClient(configuration));
    }

    @Override
    public LeaderElectionDriver createElectionDriver(LeaderElectionDriver.Listener listener) {
        notifications.execute(() -> listener.onGrantLeadership(ConfiguredLeaders.SESSION));
        return new Driver();
    }

    @Override
    public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
        final Watch watch = new Watch(componentId, listener);
        watches.add(watch);
        notifications.execute(watch::announce);
        return watch;
    }

    private LeaderInformation leader(String componentId) {
        return published.getOrDefault(
                componentId, configured.getOrDefault(componentId, LeaderInformation.empty()));
    }

    private void announce(String componentId) {
        notifications.execute(
                () ->
                        watches.stream()
                                .filter(watch -> watch.componentId.equals(componentId))
                                .forEach(Watch::announce));
    }

    /** Nothing is stored anywhere. */
    @Override
    public void cleanUp() {}

    @Override
    public void close() {
        notifications.shutdownNow();
    }

    private final class Driver implements LeaderElectionDriver {

        private volatile boolean closed;

        @Override
        public boolean hasLeadership() {
            return !closed;
        }

        @Override
        public void publishLeaderInformation(String componentId, LeaderInformation leader) {
            if (leader.isEmpty()) {
                deleteLeaderInformation(componentId);
            } else {
                published.put(componentId, leader);
                announce(componentId);
            }
        }

        @Override
        public void deleteLeaderInformation(String componentId) {
            published.remove(componentId);
            announce(componentId);
        }

        @Override
        public void close() {
            closed = true;
        }

        @Override
        public String toString() {
            return "standalone leadership";
        }
    }

    private final class Watch implements LeaderWatch {

        private final String componentId;
        private final LeaderWatch.Listener listener;

        private Watch(String componentId, LeaderWatch.Listener listener) {
            this.componentId = componentId;
            this.listener = listener;
        }

        private void announce() {
            listener.onLeader(leader(componentId));
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }
}
