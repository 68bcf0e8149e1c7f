package dev.olapha.benchmark.failover;

import dev.olapha.benchmark.cluster.ApiServerAccess;
import dev.olapha.benchmark.cluster.Mode;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.util.List;
import java.util.Map;

/**
 * What a failover run sets out to measure.
 *
 * @param rounds how often the leader of each mode's cluster is killed
 * @param flinkSettings the user's own, for all clusters
 * @param apiServer for modes that need one
 */
record FailoverPlan(
        List<Mode> modes,
        int rounds,
        Map<String, String> flinkSettings,
        @JsonIgnore ApiServerAccess apiServer) {

    FailoverPlan {
        modes = List.copyOf(modes);
        flinkSettings = Map.copyOf(flinkSettings);
    }
}
