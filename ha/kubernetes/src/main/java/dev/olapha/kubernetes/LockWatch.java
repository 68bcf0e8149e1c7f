package dev.olapha.kubernetes;

import dev.olapha.kubernetes.reader.ObjectRequest;
import dev.olapha.kubernetes.reader.PublishedRecords;
import dev.olapha.kubernetes.reader.ReaderTimes;
import dev.olapha.kubernetes.reader.RecordsListener;
import dev.olapha.kubernetes.reader.RecordsReader;
import dev.olapha.machine.Machine;
import dev.olapha.machine.Refusal;
import dev.olapha.machine.Runner;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The one watch that a process has on the lock object, for all its retrievers, which hear what the
 * {@link RecordsReader} believes; and for its election, which is woken when a state has come.
 *
 * <p>Thread-safe. All listeners are called on the runner's notification thread.
 */
final class LockWatch {

    private final LockObject object;
    private final ObservedLock observed;
    private final LeaseTimes times;
    private final Set<Listener> elections = ConcurrentHashMap.newKeySet();
    private final LockAudience audience = new LockAudience(this::sentence, this::failElections);
    private final Runner<ObjectRequest, PublishedRecords, RecordsListener> runner;

    LockWatch(LockObject object, ObservedLock observed, Permissions permissions, LeaseTimes times) {
        this.object = object;
        this.observed = observed;
        this.times = times;
        this.runner =
                new Runner<>(
                        "leader-watch",
                        this::reader,
                        new RecordsTransport(object, permissions, this::tell),
                        audience,
                        this::onFailure,
                        System::nanoTime);
    }

    private Machine<ObjectRequest, PublishedRecords, RecordsListener> reader() {
        return new RecordsReader(
                object.name(),
                ReaderTimes.of(times.lease(), times.requestLimit(), times.longestPause()),
                () -> ThreadLocalRandom.current().nextDouble());
    }

    /** An election of this process. Called on the notification thread. */
    interface Listener {

        /** The newest state; also when nothing in it has changed. */
        void onState(LockState state);

        /** The lock was never seen and cannot be; one sentence. Trying goes on. */
        void onError(Exception error);
    }

    /** Begins to follow the object; returns at once. */
    void start() {
        runner.start();
    }

    /** The listener hears the present state soon, if it is known. */
    void add(Listener listener) {
        elections.add(listener);
        tell();
    }

    void remove(Listener listener) {
        elections.remove(listener);
    }

    /**
     * The retriever hears the present leader soon, if it is known, and what keeps it from being
     * known if anything does.
     */
    void add(ComponentWatch watch) {
        runner.call(() -> audience.add(watch));
    }

    void remove(ComponentWatch watch) {
        audience.remove(watch);
    }

    /** Elections hear the newest state soon: a request has brought it. */
    void tell() {
        runner.call(
                () -> {
                    final LockState latest = observed.latest();
                    if (latest != null) {
                        elections.forEach(listener -> listener.onState(latest));
                    }
                });
    }

    private Exception sentence(Refusal refusal) {
        return KubernetesConnection.unusable(object, refusal.text(), null);
    }

    private void failElections(Exception error) {
        elections.forEach(listener -> listener.onError(error));
    }

    private void onFailure(Throwable failure) {
        audience.fail(
                failure instanceof Exception
                        ? (Exception) failure
                        : new IllegalStateException(
                                "The leader watch failed: " + failure, failure));
    }

    /** Ends the watch and its threads; waits 2 s for them at most. */
    void close() {
        runner.close();
    }
}
