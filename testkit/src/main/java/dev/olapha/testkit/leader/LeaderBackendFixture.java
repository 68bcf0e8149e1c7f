package dev.olapha.testkit.leader;

import dev.olapha.leader.LeaderBackend;

import java.util.Collection;

/** One coordination service under test. Each test gets a fresh one and closes it. */
public interface LeaderBackendFixture extends AutoCloseable {

    /** What one more process of the same cluster would open. The fixture closes it at its end. */
    LeaderBackend join() throws Exception;

    /** Ends a process that {@link #join()} returned: its backend and its connection. */
    void leave(LeaderBackend process) throws Exception;

    /** What the cluster has left in the service, as names that mean something to a reader. */
    Collection<String> leftovers() throws Exception;

    @Override
    void close() throws Exception;
}
