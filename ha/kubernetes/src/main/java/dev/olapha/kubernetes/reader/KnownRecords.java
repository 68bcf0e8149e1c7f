package dev.olapha.kubernetes.reader;

import dev.olapha.leader.LeaderEpoch;
import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.MalformedLeaderRecordException;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import javax.annotation.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What the store has shown, and what of it is believed. Versions order the states of the object,
 * epochs the leaders; both may be refuted:
 *
 * <ul>
 *   <li>A version below one that was known before the read was sent: the history went back.
 *   <li>A lower epoch that the same term published later: the higher one was forged. The term's
 *       holder has repaired its record.
 *   <li>A lower epoch of another term that a read still shows a lease later: the store stands by
 *       it, and the higher one is of a history that was replaced while this process did not look.
 * </ul>
 */
final class KnownRecords {

    private final long leaseNanos;

    /** Null before anything is known. */
    @Nullable private PublishedRecords latest;

    private SortedMap<String, LeaderInformation> leaders = new TreeMap<>();

    /** Of the latest records those that could be read; most renewals change none. */
    private final SortedMap<String, LeaderInformation> decoded = new TreeMap<>();

    private final SortedMap<String, Fence> fences = new TreeMap<>();
    private final List<String> remarks = new ArrayList<>();

    /** The records that could not be read, so that they are remarked once. */
    private final SortedMap<String, String> unreadable = new TreeMap<>();

    /** Since when a lower epoch is refused; null while none is. */
    @Nullable private Long refusingSince;

    /** Whether a read has brought what is taken now, and not a watch. */
    private boolean latestIsRead;

    private boolean epochsVoid;

    KnownRecords(long leaseNanos) {
        this.leaseNanos = leaseNanos;
    }

    /** Null before anything is known. */
    @Nullable
    PublishedRecords latest() {
        return latest;
    }

    long version() {
        return latest == null ? 0 : latest.version();
    }

    /**
     * A watch has told of this.
     *
     * @return whether it is what is known, or newer; if not, only a read can tell what it means
     */
    boolean takeFromWatch(PublishedRecords told, long now) {
        if (told.version() < version()) {
            return false;
        }
        latestIsRead = false;
        take(told, now);
        return true;
    }

    /**
     * A read without a version has answered this.
     *
     * @param floor the version that was known when it was sent
     */
    void takeFromRead(PublishedRecords read, long floor, long now) {
        latestIsRead = true;
        if (!read.exist()) {
            if (version() == floor) {
                take(PublishedRecords.missing(floor), now);
            }
        } else if (read.version() >= version()) {
            take(read, now);
        } else if (read.version() < floor) {
            remarks.add(
                    String.format(
                            "The history of the API server went back, from version %d to %d, as when a backup is "
                                    + "restored: going by what it says now.",
                            floor, read.version()));
            voidEpochs();
            take(read, now);
        }
    }

    private void take(PublishedRecords state, long now) {
        final PublishedRecords before = latest;
        latest = state;
        final SortedMap<String, LeaderInformation> believed = new TreeMap<>();
        boolean refusing = false;
        for (Map.Entry<String, String> record : state.records().entrySet()) {
            final String text = record.getValue();
            final LeaderInformation leader =
                    before != null && text.equals(before.records().get(record.getKey()))
                            ? decoded.get(record.getKey())
                            : decode(record.getKey(), text);
            if (leader == null) {
                continue;
            }
            if (admits(record.getKey(), leader, now)) {
                believed.put(record.getKey(), leader);
            } else {
                refusing = true;
            }
        }
        if (!refusing) {
            refusingSince = null;
        }
        unreadable.keySet().retainAll(state.records().keySet());
        decoded.keySet().retainAll(state.records().keySet());
        leaders = believed;
    }

    private boolean admits(String component, LeaderInformation leader, long now) {
        final long epoch = LeaderEpoch.of(leader.getLeaderSessionID());
        final Fence fence = fences.get(component);
        if (fence != null && epoch < fence.epoch) {
            if (latest.term().equals(fence.term)) {
                remarks.add(
                        String.format(
                                "Epoch %d of '%s' was not its leader's, which publishes %d.",
                                fence.epoch, component, epoch));
            } else if (latestIsRead && refusingSince != null && now - refusingSince > leaseNanos) {
                remarks.add(
                        String.format(
                                "The API server stands by epoch %d of '%s', after %d: going by what it says.",
                                epoch, component, fence.epoch));
            } else {
                if (refusingSince == null) {
                    refusingSince = now;
                    remarks.add(
                            String.format(
                                    "Ignoring the record of '%s' with epoch %d, as %d has been seen already, until "
                                            + "it has stood for a lease.",
                                    component, epoch, fence.epoch));
                }
                return false;
            }
            voidEpochs();
        }
        fences.put(component, new Fence(epoch, latest.term()));
        return true;
    }

    private void voidEpochs() {
        fences.clear();
        epochsVoid = true;
        refusingSince = null;
    }

    @Nullable
    private LeaderInformation decode(String component, String record) {
        try {
            final LeaderInformation leader = LeaderRecord.decode(record);
            unreadable.remove(component);
            decoded.put(component, leader);
            return leader;
        } catch (MalformedLeaderRecordException e) {
            decoded.remove(component);
            if (!record.equals(unreadable.put(component, record))) {
                remarks.add(
                        String.format(
                                "The leader record of '%s' is unreadable (%s); it counts as no leader until the "
                                        + "leader writes it again.",
                                component, e.getMessage()));
            }
            return null;
        }
    }

    /** By component. */
    SortedMap<String, LeaderInformation> leaders() {
        return leaders;
    }

    /** Whether somebody's lower epoch is refused for now, which a read must confirm. */
    boolean isRefusing() {
        return refusingSince != null;
    }

    /** Whether epochs were found to count for nothing since the last call. */
    boolean takeEpochsVoid() {
        final boolean taken = epochsVoid;
        epochsVoid = false;
        return taken;
    }

    /** Sentences for the log since the last call. */
    List<String> takeRemarks() {
        final List<String> taken = new ArrayList<>(remarks);
        remarks.clear();
        return taken;
    }

    private static final class Fence {
        private final long epoch;
        private final String term;

        private Fence(long epoch, String term) {
            this.epoch = epoch;
            this.term = term;
        }
    }
}
