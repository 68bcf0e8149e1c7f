package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cluster.Mode.Coordination;
import dev.olapha.testkit.storage.DelayedStorage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** What makes the difference between the clusters, as a user would write it. */
final class HighAvailabilitySettings {

    private final ClusterSpec spec;
    private final Path storage;
    private final CoordinationServices services;

    /**
     * @param storage the directory for what is kept, used if the mode needs one
     * @param services with the one that the mode needs
     */
    HighAvailabilitySettings(ClusterSpec spec, Path storage, CoordinationServices services) {
        this.spec = spec;
        this.storage = storage;
        this.services = services;
    }

    Map<String, String> toMap() {
        final Map<String, String> settings = new TreeMap<>(spec.mode().settings());
        settings.putAll(services.settings(spec));
        if (spec.mode().coordination() != Coordination.NONE) {
            settings.put("high-availability.storageDir", storageUri().toString());
        }
        return settings;
    }

    private URI storageUri() {
        final Duration delay = spec.distance().storage();
        return delay.isZero() ? storage.toUri() : DelayedStorage.uri(storage, delay);
    }
}
