package dev.olapha.kubernetes;

import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.LeaderWatch;
import dev.olapha.leader.MalformedLeaderRecordException;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import javax.annotation.Nullable;

import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** One component's record in the lock object. Called on the watch thread. */
final class ComponentWatch implements LockWatch.Listener {

    private static final Logger LOG = LoggerFactory.getLogger(ComponentWatch.class);

    private final String componentId;
    private final LeaderWatch.Listener listener;

    private volatile boolean ended;

    /** Whether the listener has been told anything. Watch thread only. */
    private boolean told;

    /** What it was told last; null for no record. Watch thread only. */
    @Nullable private String last;

    ComponentWatch(String componentId, LeaderWatch.Listener listener) {
        this.componentId = componentId;
        this.listener = listener;
    }

    @Override
    public void onState(LockState state) {
        final String record = LockContent.record(state, componentId);
        if (ended || told && Objects.equals(record, last)) {
            return;
        }
        told = true;
        last = record;
        listener.onLeader(record == null ? LeaderInformation.empty() : decode(record));
    }

    private LeaderInformation decode(String record) {
        try {
            return LeaderRecord.decode(record.getBytes(StandardCharsets.UTF_8));
        } catch (MalformedLeaderRecordException e) {
            LOG.warn(
                    "The leader record '{}' is unreadable ({}); it counts as no leader until the leader writes "
                            + "it again.",
                    LockContent.key(componentId),
                    e.getMessage());
            return LeaderInformation.empty();
        }
    }

    @Override
    public void onError(Exception error) {
        if (!ended) {
            listener.onError(error);
        }
    }

    /** No call to the listener begins after this, save one that has already been decided. */
    void end() {
        ended = true;
    }
}
