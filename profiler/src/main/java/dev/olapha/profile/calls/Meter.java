package dev.olapha.profile.calls;

import dev.olapha.profile.recording.Call;
import dev.olapha.profile.recording.Operation;
import dev.olapha.profile.recording.Recording;
import dev.olapha.profile.recording.Waiting;

import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Meters single calls. Thread-safe. */
public final class Meter {

    private final Recording recording;
    private final SerializedSizes sizes;

    public Meter(Recording recording, SerializedSizes sizes) {
        this.recording = recording;
        this.sizes = sizes;
    }

    public Recording recording() {
        return recording;
    }

    public SerializedSizes sizes() {
        return sizes;
    }

    /** Begins a call whose end the caller tells. */
    public Call begin(Operation operation, Waiting waiting, Optional<String> query) {
        return recording.begin(operation, waiting, query);
    }

    /**
     * Passes a call on and records it. If it returns a future, the call ends when that does.
     *
     * @param query which it is for, if that is known
     */
    Metered passOn(
            Operation operation,
            Optional<String> query,
            Method method,
            Object[] arguments,
            Proxies.PassOn passOn)
            throws Throwable {
        final Call call = begin(operation, waiting(method), query);
        try {
            final Object result = passOn.call(method, arguments);
            if (result instanceof CompletableFuture) {
                ((CompletableFuture<?>) result)
                        .whenComplete((ignored, failure) -> call.ended(failure));
            } else {
                call.returned();
            }
            return new Metered(call, result);
        } catch (Throwable t) {
            call.failed();
            throw t;
        }
    }

    private static Waiting waiting(Method method) {
        return CompletableFuture.class.isAssignableFrom(method.getReturnType())
                ? Waiting.FUTURE
                : Waiting.BLOCKED;
    }

    /** A call that was passed on, and what it returned. */
    static final class Metered {

        private final Call call;
        private final Object result;

        private Metered(Call call, Object result) {
            this.call = call;
            this.result = result;
        }

        Call call() {
            return call;
        }

        Object result() {
            return result;
        }
    }
}
