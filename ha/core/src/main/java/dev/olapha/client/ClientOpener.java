package dev.olapha.client;

import dev.olapha.leader.LeaderRetrievalBackend;
import dev.olapha.lifecycle.Closer;

/** Opens a connection to a coordination service for a client process. */
public interface ClientOpener {

    /**
     * Begins to connect and returns at once.
     *
     * @param closer takes whatever must be closed with the connection
     * @throws Exception if the configuration is not usable
     */
    LeaderRetrievalBackend open(Closer closer) throws Exception;
}
