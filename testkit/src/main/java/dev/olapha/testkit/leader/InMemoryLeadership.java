package dev.olapha.testkit.leader;

import dev.olapha.leader.LeaderBackend;
import dev.olapha.leader.LeaderEpoch;
import dev.olapha.leader.LeaderWatch;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;
import org.apache.flink.runtime.leaderelection.LeaderInformation;

import javax.annotation.Nullable;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A coordination service in memory, for tests: a real implementation of {@link LeaderBackend},
 * which passes the same contract as those on ZooKeeper, in place of mocks. Leadership goes to the
 * first in line, or is granted and revoked by hand:
 *
 * <pre>{@code
 * InMemoryLeadership leadership = InMemoryLeadership.grantedByHand();
 * LeaderBackend process = leadership.join();
 * ... LeaderServices.derivingJobLeaders(process, lostJob -> {}) ...
 * UUID session = leadership.grant(process);
 * leadership.revoke();
 * }</pre>
 *
 * <p>Thread-safe. All listeners are called by one thread of this object.
 */
public final class InMemoryLeadership implements AutoCloseable {

    /** Who becomes leader when nobody is. */
    private enum Succession {
        FIRST_IN_LINE,
        BY_HAND
    }

    private final Succession succession;
    private final ExecutorService notifications =
            Executors.newSingleThreadExecutor(
                    task -> {
                        final Thread thread = new Thread(task, "in-memory-leadership");
                        thread.setDaemon(true);
                        return thread;
                    });

    private final Object lock = new Object();

    /** Guarded by {@link #lock}; in the order in which they entered. */
    private final List<Driver> line = new ArrayList<>();

    /** Guarded by {@link #lock}. */
    private final Map<String, LeaderInformation> records = new HashMap<>();

    /** Guarded by {@link #lock}. */
    private long epoch;

    /** Changed under {@link #lock}, read without; null while nobody leads. */
    @Nullable private volatile Driver leader;

    private final Set<Watch> watches = ConcurrentHashMap.newKeySet();

    private InMemoryLeadership(Succession succession) {
        this.succession = succession;
    }

    /** Whoever entered the election first leads until he leaves. */
    public static InMemoryLeadership electingTheFirst() {
        return new InMemoryLeadership(Succession.FIRST_IN_LINE);
    }

    /** Nobody leads unless a test says so. */
    public static InMemoryLeadership grantedByHand() {
        return new InMemoryLeadership(Succession.BY_HAND);
    }

    /** What one more process of the cluster would open. */
    public LeaderBackend join() {
        return new Process();
    }

    /**
     * Makes a process the leader, after revoking the leadership of another.
     *
     * @return the session of the new term
     * @throws IllegalStateException if the process has not entered the election
     */
    public UUID grant(LeaderBackend process) {
        synchronized (lock) {
            final Driver driver =
                    line.stream()
                            .filter(candidate -> candidate.process == process)
                            .findFirst()
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    "The process has not entered the election."));
            revoke();
            return install(driver);
        }
    }

    /** Takes the leadership from whoever has it; his records vanish. */
    public void revoke() {
        synchronized (lock) {
            final Driver deposed = leader;
            if (deposed != null) {
                leader = null;
                new ArrayList<>(records.keySet()).forEach(this::forget);
                tell(() -> deposed.listener.onRevokeLeadership());
            }
        }
    }

    /** What is recorded of a component's leader. */
    public Optional<LeaderInformation> record(String componentId) {
        synchronized (lock) {
            return Optional.ofNullable(records.get(componentId));
        }
    }

    /** The components that have a record. */
    public Collection<String> recordedComponents() {
        synchronized (lock) {
            return new ArrayList<>(records.keySet());
        }
    }

    /** How many watches are open, over all processes. */
    public int watchCount() {
        return watches.size();
    }

    private UUID install(Driver driver) {
        final UUID session = LeaderEpoch.newSession(++epoch);
        driver.session = session;
        leader = driver;
        tell(() -> driver.listener.onGrantLeadership(session));
        return session;
    }

    private void succeed() {
        if (succession == Succession.FIRST_IN_LINE && leader == null && !line.isEmpty()) {
            install(line.get(0));
        }
    }

    private void forget(String componentId) {
        records.remove(componentId);
        announce(componentId, LeaderInformation.empty());
    }

    private void announce(String componentId, LeaderInformation information) {
        tell(
                () ->
                        watches.stream()
                                .filter(watch -> watch.componentId.equals(componentId))
                                .forEach(watch -> watch.listener.onLeader(information)));
    }

    private void tell(Runnable news) {
        if (!notifications.isShutdown()) {
            notifications.execute(news);
        }
    }

    @Override
    public void close() {
        notifications.shutdownNow();
    }

    private final class Process implements LeaderBackend {

        @Override
        public LeaderElectionDriver createElectionDriver(LeaderElectionDriver.Listener listener) {
            final Driver driver = new Driver(this, listener);
            synchronized (lock) {
                line.add(driver);
                succeed();
            }
            return driver;
        }

        @Override
        public LeaderWatch watch(String componentId, LeaderWatch.Listener listener) {
            final Watch watch = new Watch(componentId, listener);
            synchronized (lock) {
                watches.add(watch);
                final LeaderInformation present =
                        records.getOrDefault(componentId, LeaderInformation.empty());
                tell(() -> listener.onLeader(present));
            }
            return watch;
        }

        @Override
        public void cleanUp() {
            synchronized (lock) {
                new ArrayList<>(records.keySet()).forEach(InMemoryLeadership.this::forget);
            }
        }

        /** Like the end of a process: it leaves the election without a word. */
        @Override
        public void close() {
            final List<Driver> mine;
            synchronized (lock) {
                mine = new ArrayList<>(line);
            }
            mine.stream().filter(driver -> driver.process == this).forEach(Driver::close);
        }
    }

    private final class Driver implements LeaderElectionDriver {

        private final Process process;
        private final LeaderElectionDriver.Listener listener;

        /** Null before the first term. */
        @Nullable private volatile UUID session;

        private Driver(Process process, LeaderElectionDriver.Listener listener) {
            this.process = process;
            this.listener = listener;
        }

        @Override
        public boolean hasLeadership() {
            return leader == this;
        }

        @Override
        public void publishLeaderInformation(String componentId, LeaderInformation information) {
            synchronized (lock) {
                if (leader != this) {
                    return;
                }
                if (information.isEmpty()) {
                    forget(componentId);
                } else if (information.getLeaderSessionID().equals(session)) {
                    records.put(componentId, information);
                    announce(componentId, information);
                }
            }
        }

        @Override
        public void deleteLeaderInformation(String componentId) {
            publishLeaderInformation(componentId, LeaderInformation.empty());
        }

        @Override
        public void close() {
            synchronized (lock) {
                line.remove(this);
                if (leader == this) {
                    leader = null;
                    new ArrayList<>(records.keySet()).forEach(InMemoryLeadership.this::forget);
                }
                succeed();
            }
        }

        @Override
        public String toString() {
            return "in-memory leadership";
        }
    }

    private final class Watch implements LeaderWatch {

        private final String componentId;
        private final LeaderWatch.Listener listener;

        private Watch(String componentId, LeaderWatch.Listener listener) {
            this.componentId = componentId;
            this.listener = listener;
        }

        @Override
        public void close() {
            watches.remove(this);
        }
    }
}
