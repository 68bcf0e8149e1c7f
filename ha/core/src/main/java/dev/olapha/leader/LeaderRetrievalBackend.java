package dev.olapha.leader;

/** The reading side of a coordination service: all that a client process needs. */
public interface LeaderRetrievalBackend {

    /**
     * Watches the leader record of a component until the watch is closed. Returns at once: no
     * request is waited for. The listener is first called when something is known.
     *
     * @param componentId one of {@link ComponentIds}, or a job's component id
     */
    LeaderWatch watch(String componentId, LeaderWatch.Listener listener);

    /** Stops all watches and threads of this backend; the connection belongs to someone else. */
    void close() throws Exception;
}
