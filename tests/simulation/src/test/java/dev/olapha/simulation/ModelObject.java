package dev.olapha.simulation;

import dev.olapha.kubernetes.reader.PublishedRecords;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The object at one version.
 *
 * @param holder of the lock; empty if nobody holds it
 * @param transitions how often the lock has changed hands
 * @param renewals changes with each renewal
 * @param recordsOf whose the records are
 */
record ModelObject(
        long version,
        String holder,
        int transitions,
        long renewals,
        String recordsOf,
        SortedMap<String, String> records) {

    ModelObject at(long newVersion) {
        return new ModelObject(newVersion, holder, transitions, renewals, recordsOf, records);
    }

    ModelObject with(SortedMap<String, String> newRecords) {
        return new ModelObject(version, holder, transitions, renewals, recordsOf, newRecords);
    }

    boolean isHeldBy(String who) {
        return holder.equals(who);
    }

    PublishedRecords published() {
        return PublishedRecords.of(
                version,
                holder.isEmpty() ? "" : holder + " #" + transitions,
                holder.equals(recordsOf) ? records : new TreeMap<>());
    }
}
