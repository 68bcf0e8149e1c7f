package dev.olapha.kubernetes;

import org.apache.flink.kubernetes.shaded.io.fabric8.kubernetes.api.model.ConfigMap;

import javax.annotation.Nullable;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * One attempt to follow the lock, from its request to its end. Events come on the client's threads
 * and are handed to the watch thread, on which everything else here is used.
 */
final class WatchAttempt implements LockStream.Listener {

    private final Consumer<Runnable> watchThread;
    private final Events events;
    private long heardAtNanos = System.nanoTime();

    /** Null while the API server has not answered. */
    @Nullable private Long openedAtNanos;

    /** Null until the request has been sent. */
    @Nullable private LockStream stream;

    WatchAttempt(Consumer<Runnable> watchThread, Events events) {
        this.watchThread = watchThread;
        this.events = events;
    }

    /** Called on the watch thread; what is said of another than the present one does not matter. */
    interface Events {

        void onOpened(WatchAttempt attempt);

        void onChange(WatchAttempt attempt, String type, ConfigMap object);

        void onEnd(WatchAttempt attempt, int code, String why);
    }

    void follow(LockStream opened) {
        stream = opened;
    }

    boolean isOpen() {
        return openedAtNanos != null;
    }

    /** Whether it has stood for longer than this. */
    boolean stoodFor(Duration time) {
        return openedAtNanos != null && System.nanoTime() - openedAtNanos > time.toNanos();
    }

    /** Whether nothing was heard for longer than this. */
    boolean isSilentFor(Duration time) {
        return System.nanoTime() - heardAtNanos > time.toNanos();
    }

    void close() {
        if (stream != null) {
            stream.close();
        }
    }

    @Override
    public void opened() {
        watchThread.accept(
                () -> {
                    openedAtNanos = System.nanoTime();
                    events.onOpened(this);
                });
    }

    @Override
    public void changed(String type, ConfigMap object) {
        watchThread.accept(
                () -> {
                    heardAtNanos = System.nanoTime();
                    events.onChange(this, type, object);
                });
    }

    @Override
    public void ended(int code, String why) {
        watchThread.accept(() -> events.onEnd(this, code, why));
    }
}
