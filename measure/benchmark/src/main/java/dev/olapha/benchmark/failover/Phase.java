package dev.olapha.benchmark.failover;

import java.util.List;
import java.util.function.ToLongFunction;

/**
 * One part of a failover.
 *
 * @param name what has happened when it ends
 */
record Phase(String name, ToLongFunction<Moments> end) {

    /** In the order in which they usually end. */
    static final List<Phase> ALL =
            List.of(
                    new Phase("detected", Moments::detected),
                    new Phase("elected", Moments::elected),
                    new Phase("published", Moments::published),
                    new Phase("TaskManagers registered", Moments::registered),
                    new Phase("first query answered", Moments::answered));
}
