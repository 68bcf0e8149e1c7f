package dev.olapha.benchmark.cluster;

import dev.olapha.benchmark.cli.DurationText;
import dev.olapha.benchmark.cluster.Mode.Coordination;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * One of the clusters that are compared.
 *
 * @param mode its high availability
 * @param coordinationDelay what a round trip to ZooKeeper takes longer than on loopback; zero for a
 *     mode that has no ZooKeeper
 */
public record ClusterSpec(Mode mode, Duration coordinationDelay) {

    /** Every mode with every delay that makes a difference to it, in the given order. */
    public static List<ClusterSpec> combinations(
            Collection<Mode> modes, Collection<Duration> coordinationDelays) {
        return modes.stream()
                .flatMap(
                        mode ->
                                delays(mode, coordinationDelays)
                                        .map(delay -> new ClusterSpec(mode, delay)))
                .distinct()
                .toList();
    }

    private static Stream<Duration> delays(Mode mode, Collection<Duration> coordinationDelays) {
        return mode.coordination() == Coordination.NONE
                ? Stream.of(Duration.ZERO)
                : coordinationDelays.stream();
    }

    public boolean usesZooKeeper() {
        return mode.coordination() == Coordination.ZOOKEEPER;
    }

    /** Short and unique among the clusters of a run; fit for a directory name. */
    public String id() {
        return coordinationDelay.isZero()
                ? mode.id()
                : mode.id() + "+" + DurationText.exact(coordinationDelay);
    }
}
