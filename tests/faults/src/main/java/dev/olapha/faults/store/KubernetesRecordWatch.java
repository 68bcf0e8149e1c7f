package dev.olapha.faults.store;

import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.MalformedLeaderRecordException;

import org.apache.flink.runtime.leaderelection.LeaderInformation;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.JsonNode;
import org.apache.flink.shaded.jackson2.com.fasterxml.jackson.databind.node.MissingNode;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns what happens to the lock into calls of a listener. The only candidate that anybody can see
 * on Kubernetes is the one that holds the lock. Used by the thread of one watch.
 */
final class KubernetesRecordWatch {

    private static final List<String> COMPONENTS =
            List.of("dispatcher", "resource_manager", "rest_server");

    private final StoreListener listener;
    private final Map<String, byte[]> records = new HashMap<>();
    private String holder = "";

    KubernetesRecordWatch(StoreListener listener) {
        this.listener = listener;
    }

    void onEvent(JsonNode event) {
        switch (event.path("type").asText()) {
            case "ADDED", "MODIFIED" -> onLock(new LockView(event.path("object")));
            case "DELETED" -> onLock(new LockView(MissingNode.getInstance()));
            default -> {
                // The watch ends and begins anew.
            }
        }
    }

    private void onLock(LockView lock) {
        final String present = lock.holder();
        if (!present.equals(holder)) {
            if (!holder.isEmpty()) {
                listener.candidateGone(LockView.pidIn(holder), holder);
            }
            if (!present.isEmpty()) {
                listener.candidateEntered(LockView.pidIn(present), present);
            }
            holder = present;
        }
        COMPONENTS.forEach(component -> onRecord(component, lock.record(component)));
    }

    private void onRecord(String component, Optional<byte[]> record) {
        if (record.isEmpty()) {
            if (records.remove(component) != null) {
                listener.recordGone(component);
            }
            return;
        }
        if (Arrays.equals(record.get(), records.put(component, record.get()))) {
            return;
        }
        try {
            final LeaderInformation leader = LeaderRecord.decode(record.get());
            listener.recordPublished(
                    component, leader.getLeaderSessionID(), leader.getLeaderAddress());
        } catch (MalformedLeaderRecordException e) {
            listener.recordUnreadable(component, e.getMessage());
        }
    }
}
