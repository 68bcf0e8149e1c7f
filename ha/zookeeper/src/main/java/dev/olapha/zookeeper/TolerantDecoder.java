package dev.olapha.zookeeper;

import dev.olapha.leader.LeaderEpoch;
import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.MalformedLeaderRecordException;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.shaded.zookeeper3.org.apache.zookeeper.data.Stat;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads one record again and again. An unreadable one counts as no leader, which is logged once
 * until the record is readable again. One thread at a time.
 */
final class TolerantDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(TolerantDecoder.class);

    private final String path;

    private boolean unreadable;

    TolerantDecoder(String path) {
        this.path = path;
    }

    /**
     * An epoch is the id of the transaction by which a leader took office, and its record is
     * written later. Who believed a higher one would refuse every true leader after it.
     */
    LeaderInformation decode(byte[] record, Stat stat) {
        final LeaderInformation leader;
        try {
            leader = LeaderRecord.decode(record);
        } catch (MalformedLeaderRecordException e) {
            return unreadable(e.getMessage());
        }
        if (!leader.isEmpty() && LeaderEpoch.of(leader.getLeaderSessionID()) >= stat.getMzxid()) {
            return unreadable("its epoch is later than itself");
        }
        unreadable = false;
        return leader;
    }

    private LeaderInformation unreadable(String reason) {
        if (!unreadable) {
            unreadable = true;
            LOG.warn(
                    "The leader record at {} is unreadable ({}); it counts as no leader until the leader writes it "
                            + "again.",
                    path,
                    reason);
        }
        return LeaderInformation.empty();
    }
}
