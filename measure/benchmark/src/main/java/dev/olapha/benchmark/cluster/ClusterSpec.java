package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cluster.Mode.Coordination;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the clusters that are compared.
 *
 * @param mode its high availability
 * @param distance from what that needs; near for a mode that needs nothing
 */
public record ClusterSpec(Mode mode, Distance distance) {

    /** A cluster that is near everything. */
    public static ClusterSpec near(Mode mode) {
        return new ClusterSpec(mode, Distance.NEAR);
    }

    /** Every mode with every distance that can make a difference to it, in the given order. */
    public static List<ClusterSpec> combinations(
            Collection<Mode> modes, Collection<Distance> distances) {
        return modes.stream()
                .flatMap(
                        mode ->
                                distances(mode, distances)
                                        .map(distance -> new ClusterSpec(mode, distance)))
                .distinct()
                .toList();
    }

    private static Stream<Distance> distances(Mode mode, Collection<Distance> distances) {
        return mode.coordination() == Coordination.NONE
                ? Stream.of(Distance.NEAR)
                : distances.stream();
    }

    public boolean usesZooKeeper() {
        return mode.coordination() == Coordination.ZOOKEEPER;
    }

    public boolean usesKubernetes() {
        return mode.coordination() == Coordination.KUBERNETES;
    }

    /** Short and unique among the clusters of a run. */
    public String id() {
        return distance.isNear() ? mode.id() : mode.id() + "+" + distance.id();
    }

    /** The same, fit for a directory or a znode. */
    String fileName() {
        return id().replace('/', '-');
    }
}
