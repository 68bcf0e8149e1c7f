package dev.olapha.benchmark.throughput;

import dev.olapha.benchmark.cluster.Mode;
import dev.olapha.benchmark.machine.CpuUse;

import com.fasterxml.jackson.annotation.JsonIgnore;

import java.util.List;

/**
 * One measurement: one cluster, one number of clients, one round.
 *
 * @param round from 1
 * @param cluster id of the cluster
 * @param mode its mode
 * @param coordinationDelayMillis its distance from ZooKeeper or the API server, as a round trip
 * @param storageDelayMillis its distance from its storage, for each operation
 * @param clients how many asked at the same time
 * @param queriesPerSecond of all clients together
 * @param zooKeeper what ZooKeeper was asked, until it was quiet again
 * @param apiServer what the Kubernetes API server was asked, likewise
 * @param cpu what processors did meanwhile
 * @param gcMillis pauses of this JVM for garbage collection
 * @param work of each client
 */
record Sample(
        int round,
        String cluster,
        Mode mode,
        long coordinationDelayMillis,
        long storageDelayMillis,
        int clients,
        double queriesPerSecond,
        int queries,
        ZooKeeperWork zooKeeper,
        ApiServerWork apiServer,
        CpuUse cpu,
        long gcMillis,
        List<ClientWork> work) {

    /** Whether nothing was delayed. */
    @JsonIgnore
    boolean isNear() {
        return coordinationDelayMillis == 0 && storageDelayMillis == 0;
    }
}
