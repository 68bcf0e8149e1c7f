package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.DurationText;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far a cluster is from what its high availability needs.
 *
 * @param coordination what a round trip to ZooKeeper or the Kubernetes API server takes longer than
 *     on loopback
 * @param storage what each operation of the file system takes longer than on a local disk
 */
public record Distance(Duration coordination, Duration storage) {

    public static final Distance NEAR = new Distance(Duration.ZERO, Duration.ZERO);

    /**
     * The first of each, the second of each and so on; a single one goes with all of the others.
     *
     * @throws IllegalArgumentException if there are several of both, but not as many
     */
    public static List<Distance> pairs(List<Duration> coordination, List<Duration> storage) {
        if (coordination.size() != storage.size()
                && coordination.size() != 1
                && storage.size() != 1) {
            throw new IllegalArgumentException(
                    coordination.size() + " and " + storage.size() + " do not make pairs");
        }
        return IntStream.range(0, Math.max(coordination.size(), storage.size()))
                .mapToObj(
                        i ->
                                new Distance(
                                        coordination.get(Math.min(i, coordination.size() - 1)),
                                        storage.get(Math.min(i, storage.size() - 1))))
                .distinct()
                .toList();
    }

    public boolean isNear() {
        return coordination.isZero() && storage.isZero();
    }

    /** {@code 5ms}, {@code 5ms/20ms} with a delay of the storage; empty if it is near. */
    String id() {
        if (isNear()) {
            return "";
        }
        return storage.isZero()
                ? DurationText.exact(coordination)
                : DurationText.exact(coordination) + "/" + DurationText.exact(storage);
    }
}
