package dev.olapha.leader;

import org.apache.flink.runtime.leaderelection.LeaderElectionDriver;

/**
 * A coordination service that elects one process among many and records what the elected process
 * says about itself. One instance serves one process.
 */
public interface LeaderBackend extends LeaderRetrievalBackend {

    /**
     * Enters the election. The driver:
     *
     * <ul>
     *   <li>calls the listener with grant and revoke strictly in turn, from one thread at a time,
     *       never while holding a lock of its own (Flink calls the driver while holding one);
     *   <li>answers {@link LeaderElectionDriver#hasLeadership()} from memory, at once;
     *   <li>publishes and deletes in the background: the calls return without a request, because
     *       Flink's {@code DefaultLeaderElectionService} makes them under its one lock;
     *   <li>keeps a published record in place, whoever deletes or overwrites it, while it leads;
     *   <li>issues session ids whose upper half is an epoch ({@link LeaderEpoch}) that grows with
     *       every leadership, whichever process wins it.
     * </ul>
     *
     * @throws Exception if the election cannot be entered
     */
    LeaderElectionDriver createElectionDriver(LeaderElectionDriver.Listener listener)
            throws Exception;

    /**
     * Deletes everything that elections and records of this cluster have left in the service.
     *
     * @throws Exception if something may have been left
     */
    void cleanUp() throws Exception;
}
