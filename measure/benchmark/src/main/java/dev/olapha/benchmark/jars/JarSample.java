package dev.olapha.benchmark.jars;

import dev.olapha.benchmark.cluster.Mode;

/**
 * One query with a jar.
 *
 * @param acceptedMillis from the client's sending it to the dispatcher's having accepted it, the
 *     upload included
 * @param firstRunningMillis from the client's sending it to the first running task
 * @param lastRunningMillis to the last
 * @param servedByJobManager bytes that TaskManagers have downloaded from the JobManager
 * @param readFromStore bytes that they have read from the blob store
 * @param storeWriteMillis how long the JobManager gave the jar to the blob store
 */
record JarSample(
        Mode mode,
        int taskManagers,
        long jarBytes,
        int round,
        double acceptedMillis,
        double firstRunningMillis,
        double lastRunningMillis,
        long servedByJobManager,
        long readFromStore,
        double storeWriteMillis) {}
