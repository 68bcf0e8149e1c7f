package dev.olapha.benchmark.profile;

import dev.olapha.testkit.process.Deadline;
import dev.olapha.testkit.zookeeper.ObservedZooKeeper;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.runtime.highavailability.ClientHighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServices;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesFactory;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.rpc.AddressResolution;
import org.apache.flink.runtime.rpc.RpcSystem;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Flink's high availability on ZooKeeper, one call at a time: before and after each the server is
 * asked how much was written, so that every write is known to belong to one call. For this the
 * profiler wraps it, as it would wrap any other.
 */
public final class WritesInsideCalls implements HighAvailabilityServicesFactory {

    /** What the running test observes; a factory can be told nothing. */
    static final AtomicReference<WritesInsideCalls.Ledger> LEDGER = new AtomicReference<>();

    private static final Duration TURN_TIMEOUT = Duration.ofMillis(300);
    private static final Duration QUIET_TIMEOUT = Duration.ofSeconds(30);

    @Override
    public HighAvailabilityServices createHAServices(Configuration configuration, Executor executor)
            throws Exception {
        final Configuration stock = new Configuration(configuration);
        stock.set(HighAvailabilityOptions.HA_MODE, "zookeeper");
        final HighAvailabilityServices services =
                HighAvailabilityServicesUtils.createHighAvailabilityServices(
                        stock,
                        executor,
                        AddressResolution.NO_ADDRESS_RESOLUTION,
                        RpcSystem.load(stock),
                        error -> {
                            throw new AssertionError(error);
                        });
        return (HighAvailabilityServices)
                LEDGER.get()
                        .counted(
                                "HighAvailabilityServices",
                                HighAvailabilityServices.class,
                                services);
    }

    @Override
    public ClientHighAvailabilityServices createClientHAServices(Configuration configuration) {
        throw new UnsupportedOperationException("The test has no clients of their own.");
    }

    /** How much was written during the calls of each method. */
    static final class Ledger {

        private final ObservedZooKeeper zooKeeper;
        private final ReentrantLock turn = new ReentrantLock(true);

        /** Guarded by this. */
        private final Map<String, Long> writes = new TreeMap<>();

        Ledger(ObservedZooKeeper zooKeeper) {
            this.zooKeeper = zooKeeper;
        }

        /** Guarded by this. */
        private final Map<String, Integer> ended = new TreeMap<>();

        /** Waits until so many calls of each have ended, and what they wrote is counted. */
        void awaitCalls(int count, String... names) throws InterruptedException {
            final Deadline deadline = Deadline.after(QUIET_TIMEOUT);
            for (final String name : names) {
                if (!deadline.await(() -> ended(name) >= count)) {
                    throw new AssertionError(name + " was called " + ended(name) + " times");
                }
            }
            awaitQuiet();
        }

        private synchronized int ended(String name) {
            return ended.getOrDefault(name, 0);
        }

        /** By {@code Service.method}; only those that write. */
        synchronized Map<String, Long> writes() {
            return new TreeMap<>(writes);
        }

        private Object counted(String service, Class<?> type, Object target) {
            return Proxy.newProxyInstance(
                    type.getClassLoader(),
                    new Class<?>[] {type},
                    (proxy, method, arguments) -> call(service, target, method, arguments));
        }

        private Object call(String service, Object target, Method method, Object[] arguments)
                throws Throwable {
            if (method.getDeclaringClass() == Object.class) {
                return invoke(target, method, arguments);
            }
            final Object result =
                    alone(service + "." + method.getName(), target, method, arguments);
            final Class<?> type = method.getReturnType();
            return result != null
                            && type.isInterface()
                            && type.getName().startsWith("org.apache.flink.")
                    ? counted(nameOf(type, method), type, result)
                    : result;
        }

        private Object alone(String name, Object target, Method method, Object[] arguments)
                throws Throwable {
            // Flink's election calls back while it holds its own lock, and that call back may wait
            // for a call that waits for that lock: then both run, and what they write counts once.
            final boolean alone = turn.tryLock(TURN_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            try {
                final long before = zooKeeper.counts().writes();
                final Object result = invoke(target, method, arguments);
                // Flink confirms on the very thread that would complete the future.
                if (result instanceof CompletableFuture && !name.startsWith("LeaderElection")) {
                    ((CompletableFuture<?>) result)
                            .handle((value, failure) -> null)
                            .get(QUIET_TIMEOUT.toSeconds(), TimeUnit.SECONDS);
                }
                if (alone) {
                    awaitQuiet();
                    note(name, zooKeeper.counts().writes() - before);
                }
                return result;
            } finally {
                if (alone) {
                    turn.unlock();
                }
                synchronized (this) {
                    ended.merge(name, 1, Integer::sum);
                }
            }
        }

        private synchronized void note(String name, long written) {
            if (written > 0) {
                writes.merge(name, written, Long::sum);
            }
        }

        /** Some calls go on in Flink's or Curator's threads after they have returned. */
        private void awaitQuiet() throws InterruptedException {
            final Deadline deadline = Deadline.after(QUIET_TIMEOUT);
            long last;
            do {
                last = zooKeeper.counts().requests();
                TimeUnit.MILLISECONDS.sleep(30);
            } while (zooKeeper.counts().requests() != last && !deadline.hasPassed());
        }

        /** As the meter names it. */
        private static String nameOf(Class<?> type, Method getter) {
            final String component =
                    getter.getName()
                            .replaceFirst("^get", "")
                            .replaceFirst("Leader(Election|Retriever)$", "");
            return switch (type.getSimpleName()) {
                case "LeaderElection" -> "LeaderElection of " + component;
                case "LeaderRetrievalService" -> "LeaderRetrieval of " + component;
                default -> type.getSimpleName();
            };
        }

        private static Object invoke(Object target, Method method, Object[] arguments)
                throws Throwable {
            try {
                return method.invoke(target, arguments);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }
}
