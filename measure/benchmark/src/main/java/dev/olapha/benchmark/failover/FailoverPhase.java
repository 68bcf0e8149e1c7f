package dev.olapha.benchmark.failover;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One part of a failover.
 *
 * @param name what has happened when it ends
 */
record FailoverPhase(String name, ToLongFunction<Moments> end) {

    /** In the order in which they usually end. */
    static final List<FailoverPhase> ALL =
            List.of(
                    new FailoverPhase("detected", Moments::detected),
                    new FailoverPhase("elected", Moments::elected),
                    new FailoverPhase("published", Moments::published),
                    new FailoverPhase("TaskManagers registered", Moments::registered),
                    new FailoverPhase("first query answered", Moments::answered));
}
