package dev.olapha.kubernetes.reader;

import java.util.SortedMap;
import java.util.TreeMap;

/** What the object says about leaders at one version. Never changed. */
public final class PublishedRecords {

    private final boolean exists;
    private final long version;
    private final String term;
    private final SortedMap<String, String> records;

    private PublishedRecords(
            boolean exists, long version, String term, SortedMap<String, String> records) {
        this.exists = exists;
        this.version = version;
        this.term = term;
        this.records = records;
    }

    /**
     * @param term who holds the lock and for the how manieth time; empty if nobody does
     * @param records the text of each component's record, of those that count
     */
    public static PublishedRecords of(
            long version, String term, SortedMap<String, String> records) {
        return new PublishedRecords(true, version, term, new TreeMap<>(records));
    }

    /**
     * @param version of the deletion; 0 if it is not known
     */
    public static PublishedRecords missing(long version) {
        return new PublishedRecords(false, version, "", new TreeMap<>());
    }

    boolean exist() {
        return exists;
    }

    public long version() {
        return version;
    }

    boolean isSameStateAs(PublishedRecords other) {
        return exists == other.exists && version == other.version;
    }

    /** Whether somebody holds the lock, and should renew it. */
    public boolean isLed() {
        return !term.isEmpty();
    }

    String term() {
        return term;
    }

    SortedMap<String, String> records() {
        return records;
    }

    @Override
    public String toString() {
        return exists ? "version " + version + " of " + term + " " + records.keySet() : "none";
    }
}
