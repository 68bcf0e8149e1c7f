package dev.olapha.benchmark.cluster;

import dev.olapha.testkit.storage.DelayedStorage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What makes the difference between the clusters, as a user would write it. */
final class HighAvailabilitySettings {

    private final ClusterSpec spec;
    private final Path storage;
    private final Optional<ZooKeeperService> zooKeeper;

    /**
     * @param storage the directory for what is kept, used if the mode needs one
     * @param zooKeeper there if the mode needs one
     */
    HighAvailabilitySettings(ClusterSpec spec, Path storage, Optional<ZooKeeperService> zooKeeper) {
        this.spec = spec;
        this.storage = storage;
        this.zooKeeper = zooKeeper;
    }

    Map<String, String> toMap() {
        final Map<String, String> settings = new TreeMap<>(spec.mode().settings());
        if (spec.usesZooKeeper()) {
            settings.put(
                    "high-availability.zookeeper.quorum",
                    zooKeeper.orElseThrow().connectString(spec.distance().coordination()));
            settings.put("high-availability.cluster-id", "/" + spec.fileName());
            settings.put("high-availability.storageDir", storageUri().toString());
        }
        return settings;
    }

    private URI storageUri() {
        final Duration delay = spec.distance().storage();
        return delay.isZero() ? storage.toUri() : DelayedStorage.uri(storage, delay);
    }
}
