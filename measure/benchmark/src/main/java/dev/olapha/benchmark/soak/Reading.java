package dev.olapha.benchmark.soak;

import dev.olapha.benchmark.cluster.Mode;

/**
 * What a cluster held at one moment, when nothing was asked.
 *
 * @param queries answered until then
 * @param failovers gone through until then
 * @param jobManager the leading one
 * @param watches set at the ZooKeeper server, of this cluster's only
 * @param znodes in it
 * @param storedFiles in the storage directory
 * @param blobDirectories of all processes, on their local disks
 */
record Reading(
        Mode mode,
        int queries,
        int failovers,
        ProcessState jobManager,
        ProcessState taskManager,
        int watches,
        int znodes,
        long storedFiles,
        long blobDirectories) {

    /**
     * What one process held.
     *
     * @param heapMegabytes after a full garbage collection
     */
    record ProcessState(double heapMegabytes, int threads, long openFiles) {}
}
