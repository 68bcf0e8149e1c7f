package dev.olapha.faults.store;

import dev.olapha.leader.LeaderRecord;
import dev.olapha.leader.MalformedLeaderRecordException;

import org.apache.flink.runtime.leaderelection.LeaderInformation;

import org.apache.zookeeper.KeeperException;
import org.apache.zookeeper.WatchedEvent;
import org.apache.zookeeper.Watcher;
import org.apache.zookeeper.Watcher.Event.KeeperState;
import org.apache.zookeeper.ZooKeeper;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns what happens below the leader's path into calls of a listener. All on the thread of its
 * ZooKeeper client, so it is never behind by more than a round trip.
 */
final class RecordWatch {

    private static final List<String> COMPONENTS =
            List.of("dispatcher", "resource_manager", "rest_server");
    private static final String RECORD = "/record";
    private static final Pattern SECRET =
            Pattern.compile("^(?:secret|password) (\\S{16,})$", Pattern.MULTILINE);
    private static final String LATCH = "/latch/";

    private final String root;
    private final StoreListener listener;

    /** Those that have a record, readable or not. */
    private final Set<String> components = ConcurrentHashMap.newKeySet();

    private final Map<String, Long> pids = new ConcurrentHashMap<>();
    private volatile ZooKeeper client;

    RecordWatch(String root, StoreListener listener) {
        this.root = root;
        this.listener = listener;
    }

    void start(ZooKeeper watching) {
        client = watching;
        StoreClient.follow(watching, root);
    }

    void onEvent(WatchedEvent event) {
        if (event.getState() == KeeperState.SyncConnected
                && event.getType() == Watcher.Event.EventType.None) {
            // The watch survives a change of servers, but what happened in between is not told.
            lookAgain();
        }
        final String path = event.getPath();
        if (client == null || path == null || event.getType() == Watcher.Event.EventType.None) {
            return;
        }
        final boolean deleted = event.getType() == Watcher.Event.EventType.NodeDeleted;
        if (path.endsWith(RECORD)) {
            final String component =
                    path.substring(root.length() + 1, path.length() - RECORD.length());
            if (deleted) {
                onGone(component);
            } else {
                readRecord(path, component);
            }
        } else if (path.startsWith(root + LATCH)) {
            if (deleted) {
                final Long pid = pids.remove(path);
                listener.candidateGone(pid == null ? -1 : pid, path);
            } else if (event.getType() == Watcher.Event.EventType.NodeCreated) {
                readCandidate(path);
            }
        }
    }

    private void lookAgain() {
        if (client == null) {
            return;
        }
        COMPONENTS.forEach(component -> readRecord(root + "/" + component + RECORD, component));
        client.getChildren(
                root + "/latch",
                false,
                (code, path, context, names) -> {
                    if (code == KeeperException.Code.OK.intValue()) {
                        onCandidates(names);
                    }
                },
                null);
    }

    private void onCandidates(List<String> names) {
        final Set<String> present =
                names.stream().map(name -> root + LATCH + name).collect(Collectors.toSet());
        for (String path : Set.copyOf(pids.keySet())) {
            if (!present.contains(path)) {
                listener.candidateGone(pids.remove(path), path);
            }
        }
        present.stream().filter(path -> !pids.containsKey(path)).forEach(this::readCandidate);
    }

    private void readRecord(String path, String component) {
        client.getData(
                path,
                false,
                (code, ignored, context, data, stat) -> {
                    if (code == KeeperException.Code.OK.intValue()) {
                        onRecord(component, data);
                    } else if (code == KeeperException.Code.NONODE.intValue()) {
                        onGone(component);
                    }
                },
                null);
    }

    private void onGone(String component) {
        if (components.remove(component)) {
            listener.recordGone(component);
        }
    }

    private void onRecord(String component, byte[] data) {
        try {
            components.add(component);
            final LeaderInformation leader = LeaderRecord.decode(data);
            listener.recordPublished(
                    component, leader.getLeaderSessionID(), leader.getLeaderAddress());
        } catch (MalformedLeaderRecordException e) {
            listener.recordUnreadable(component, e.getMessage());
        }
    }

    private void secretsIn(byte[] candidate) {
        SECRET.matcher(new String(candidate, StandardCharsets.UTF_8))
                .results()
                .forEach(result -> listener.secretFound(result.group(1)));
    }

    private void readCandidate(String path) {
        client.getData(
                path,
                false,
                (code, ignored, context, data, stat) -> {
                    if (code == KeeperException.Code.OK.intValue()) {
                        final long pid = StoreClient.pidIn(data);
                        pids.put(path, pid);
                        secretsIn(data);
                        listener.candidateEntered(pid, path);
                    }
                },
                null);
    }
}
