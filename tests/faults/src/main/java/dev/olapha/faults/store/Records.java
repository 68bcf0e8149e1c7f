package dev.olapha.faults.store;

/**
 * The leader's records, as a stranger gets at them who may write them. Every method throws {@link
 * IllegalStateException} if the store refuses.
 */
public interface Records {

    /** Overwrites a component's record. */
    void overwriteRecord(String component, byte[] content);

    /** Reads a component's record. */
    byte[] readRecord(String component);

    /** Deletes a component's record. */
    void deleteRecord(String component);
}
