package dev.olapha.it;

import dev.olapha.testkit.zookeeper.ObservedZooKeeper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where a cluster keeps what it persists, with ids, counters and random names left open. */
final class PersistedData {

    /** What a pointer to a checkpoint names. */
    static final String CHECKPOINT_FILE = "default/completedCheckpoint*";

    private static final String CLUSTER = "/flink/default";
    private static final String LEADERSHIP = "/leader";

    private final ObservedZooKeeper zooKeeper;
    private final Path storage;

    PersistedData(ObservedZooKeeper zooKeeper, Path storage) {
        this.zooKeeper = zooKeeper;
        this.storage = storage;
    }

    /** The znodes below the cluster's own, without leadership. */
    Set<String> znodes() {
        return zooKeeper.znodes().stream()
                .filter(path -> path.startsWith(CLUSTER + "/"))
                .map(path -> path.substring(CLUSTER.length()))
                .filter(path -> !path.startsWith(LEADERSHIP))
                .map(PersistedData::pattern)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The components, and jobs, whose leader is recorded. */
    Set<String> leaders() {
        return zooKeeper.znodes().stream()
                .filter(path -> path.startsWith(CLUSTER + LEADERSHIP + "/"))
                .map(path -> path.substring((CLUSTER + LEADERSHIP + "/").length()))
                .filter(path -> !path.contains("/") && !path.equals("latch"))
                .map(PersistedData::pattern)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The files below the storage directory. */
    Set<String> files() throws IOException {
        return new TreeSet<>(everyFile());
    }

    /** How many files there are of the kind {@link #CHECKPOINT_FILE}. */
    int checkpointFiles() throws IOException {
        return Collections.frequency(everyFile(), CHECKPOINT_FILE);
    }

    private List<String> everyFile() throws IOException {
        try (Stream<Path> files = Files.walk(storage)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> pattern(storage.relativize(file).toString()))
                    .toList();
        }
    }

    /** Whether a path has an id in it. */
    static boolean isOfOneJob(String path) {
        return path.contains("*");
    }

    private static String pattern(String path) {
        return path.replaceAll("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}", "*")
                .replaceAll("[0-9a-f]{8,}", "*");
    }
}
