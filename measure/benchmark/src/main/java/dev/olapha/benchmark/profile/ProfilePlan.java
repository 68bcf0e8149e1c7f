package dev.olapha.benchmark.profile;

import dev.olapha.benchmark.cluster.Mode;

import java.util.List;
import java.util.Map;

/**
 * What a run on clusters of its own does.
 *
 * @param queries how many each cluster is profiled with, one after the other
 * @param warmUp how many it answers before
 * @param parallelism tasks of each query
 * @param jarBytes the size of the jar that each query brings along; 0 for none
 */
record ProfilePlan(
        List<Mode> modes,
        int queries,
        int warmUp,
        int parallelism,
        long jarBytes,
        Map<String, String> flinkSettings) {}
