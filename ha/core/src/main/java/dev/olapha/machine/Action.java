package dev.olapha.machine;

import java.time.Duration;
import java.util.function.Consumer;

/** One thing that a {@link Machine} wants done. */
@FunctionalInterface
public interface Action<Q, L> {

    void by(Performer<Q, L> performer);

    /** Sends the request once; exactly one answer or refusal of this id will be told. */
    static <Q, L> Action<Q, L> send(long id, Q request, Duration limit) {
        return performer -> performer.send(id, request, limit);
    }

    /** Opens a watch; either it is told to be open within the limit, or it has ended. */
    static <Q, L> Action<Q, L> watch(long id, Q request, Duration limit) {
        return performer -> performer.watch(id, request, limit);
    }

    /** Ends a watch; nothing more is told of it. */
    static <Q, L> Action<Q, L> unwatch(long id) {
        return performer -> performer.unwatch(id);
    }

    /** Rings once at that time; an earlier alarm of the same name is forgotten. */
    static <Q, L> Action<Q, L> alarm(String name, long at) {
        return performer -> performer.alarm(name, at);
    }

    /** Calls whoever listens to this machine, after all earlier calls. */
    static <Q, L> Action<Q, L> tell(Consumer<L> call) {
        return performer -> performer.tell(call);
    }

    static <Q, L> Action<Q, L> say(Level level, String text) {
        return performer -> performer.say(level, text);
    }

    /** For the log. */
    enum Level {
        DEBUG,
        INFO,
        WARN
    }

    /** What can be done: by the {@link Runner}, or in simulated time. */
    interface Performer<Q, L> {

        void send(long id, Q request, Duration limit);

        void watch(long id, Q request, Duration limit);

        void unwatch(long id);

        void alarm(String name, long at);

        void tell(Consumer<L> call);

        void say(Level level, String text);
    }
}
