package dev.olapha.faults.store;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where leaders are elected and recorded: a real one, of processes of its own. */
public interface Store extends AutoCloseable {

    StoreKind kind();

    /** The same store for another cluster, in place of this one. Closing it closes the store. */
    Store forCluster(String otherClusterId);

    /** How long a process that is gone without a word is believed to live. */
    Duration granted(Duration asked);

    /** How much later than after {@link #granted} that may end. */
    Duration tick(Duration granted);

    /**
     * How long a leader that is cut off leads on; nothing if it gives up as soon as it notices.
     *
     * @param granted see {@link #granted}
     */
    Optional<Duration> renewDeadline(Duration granted);

    /** For faults that strike what the store holds. */
    Records records();

    /**
     * The Flink settings with which a process uses the store over a link of its own.
     *
     * @param process a process's or client's name; the same name has the same link
     */
    Map<String, String> settings(String process);

    /** The link of a process that has got {@link #settings(String)}. */
    Link link(String process);

    /** Watches what becomes of the leader's records and of the candidates. */
    StoreWatch watch(StoreListener listener);

    /** How many processes are in the election now. */
    int candidates();

    /**
     * Ends the session that a process has with the store, at the store.
     *
     * @throws IllegalStateException if it has none
     */
    void endSession(ProcessIdentity process);

    /** A number that every write increases, as long as the store itself does not fail over. */
    long writes();

    /** How many watches are set. */
    int watches();

    /** The paths of everything that the cluster has in the store. */
    List<String> entries();

    /**
     * Brings the store back to its full strength.
     *
     * @throws IllegalStateException if it is not by then
     */
    void repair(Duration timeout);

    @Override
    void close();
}
