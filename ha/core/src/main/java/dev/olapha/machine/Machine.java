package dev.olapha.machine;

import java.util.List;

/**
 * A protocol that is told what happened and says what is to be done. It has no thread, lock, clock,
 * logger or client, and draws nothing at random that was not handed to it: the same events at the
 * same times give the same actions. Called by one thread at a time.
 *
 * @param <Q> requests
 * @param <A> their answers
 * @param <L> who is told
 */
public interface Machine<Q, A, L> {

    /**
     * Takes one event, to its end.
     *
     * @param now nanoseconds of a clock that never goes back; the sent time of what is returned
     * @return what to do, in this order
     */
    List<Action<Q, L>> on(Event<A> event, long now);
}
