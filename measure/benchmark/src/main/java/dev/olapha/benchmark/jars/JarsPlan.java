package dev.olapha.benchmark.jars;

import java.util.List;

/**
 * What a run does.
 *
 * @param jarBytes sizes of the jars that queries bring along
 * @param taskManagers sizes of the clusters
 * @param rounds how often each jar is sent to each cluster
 * @param model what a real network would do, for what the machine cannot show
 */
record JarsPlan(List<Long> jarBytes, List<Integer> taskManagers, int rounds, NetworkModel model) {

    JarsPlan {
        jarBytes = List.copyOf(jarBytes);
        taskManagers = List.copyOf(taskManagers);
    }
}
