package dev.olapha.faults.store;

import java.util.UUID;

/** Hears what changes in the store. Called by one thread of the store's client at a time. */
public interface StoreListener {

    /** A process takes part in the election. */
    void candidateEntered(long pid, String candidate);

    /** Something that only those may know who may read the election's entries. */
    void secretFound(String secret);

    /** A process takes part in the election no longer. */
    void candidateGone(long pid, String candidate);

    /** A component's record names a leader. */
    void recordPublished(String component, UUID session, String address);

    /** A component has no record. */
    void recordGone(String component);

    /** A component's record is not one. */
    void recordUnreadable(String component, String reason);
}
