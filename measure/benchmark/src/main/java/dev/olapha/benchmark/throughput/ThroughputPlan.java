package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cluster.ApiServerAccess;
import dev.olapha.benchmark.cluster.ClusterSpec;
import dev.olapha.benchmark.cluster.Mode;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * What to measure.
 *
 * @param clusters the clusters to compare
 * @param clients the numbers of clients, one after the other
 * @param rounds how often each is measured
 * @param roundLength how long each measurement takes
 * @param warmUp how long each cluster works before the first round
 * @param maxDisturbance the part of the processors, from 0 to 1, that other programs may take
 *     during a measurement; one that was disturbed more is taken again
 * @param flinkSettings that the user wants all clusters to have
 * @param apiServer used if a mode needs one
 */
public record ThroughputPlan(
        @JsonIgnore List<ClusterSpec> clusters,
        List<Integer> clients,
        int rounds,
        @JsonIgnore Duration roundLength,
        @JsonIgnore Duration warmUp,
        double maxDisturbance,
        Map<String, String> flinkSettings,
        @JsonIgnore ApiServerAccess apiServer) {

    @JsonProperty
    List<String> clusterIds() {
        return clusters.stream().map(ClusterSpec::id).toList();
    }

    @JsonProperty
    List<Mode> modes() {
        return clusters.stream().map(ClusterSpec::mode).distinct().toList();
    }

    @JsonProperty
    long roundMillis() {
        return roundLength.toMillis();
    }

    @JsonProperty
    long warmUpMillis() {
        return warmUp.toMillis();
    }

    public int maxClients() {
        return Collections.max(clients);
    }

    boolean needsZooKeeper() {
        return clusters.stream().anyMatch(ClusterSpec::usesZooKeeper);
    }

    boolean needsKubernetes() {
        return clusters.stream().anyMatch(ClusterSpec::usesKubernetes);
    }

    /** How many measurements there will be. */
    int measurements() {
        return rounds * clients.size() * clusters.size();
    }
}
