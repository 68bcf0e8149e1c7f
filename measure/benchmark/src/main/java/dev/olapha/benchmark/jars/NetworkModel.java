package dev.olapha.benchmark.jars;

/**
 * How long jars take over a network, computed from bytes. Each machine sends and receives with one
 * bandwidth, and the storage serves all readers together with another; everything else is ideal.
 *
 * <p>With the blob store off, every byte leaves the JobManager's machine once for each TaskManager.
 * With it on, it leaves it once, to the storage; TaskManagers begin to read when it is there, each
 * no faster than its own machine and all together no faster than the storage.
 *
 * @param bytesPerSecond of one machine
 * @param storageBytesPerSecond of the storage, over all readers
 * @param storageMillis what the storage takes longer for a file than its bytes need
 */
record NetworkModel(double bytesPerSecond, double storageBytesPerSecond, double storageMillis) {

    double secondsThroughJobManager(long jarBytes, int taskManagers) {
        return taskManagers * jarBytes / bytesPerSecond;
    }

    double secondsThroughStorage(long jarBytes, int taskManagers) {
        return jarBytes / bytesPerSecond
                + Math.max(
                        jarBytes / bytesPerSecond, taskManagers * jarBytes / storageBytesPerSecond)
                + 2 * storageMillis / 1_000;
    }

    /** The least number of TaskManagers for which the storage is faster; 0 if it never is. */
    int crossover(long jarBytes) {
        for (int taskManagers = 1; taskManagers <= 100_000; taskManagers++) {
            if (secondsThroughStorage(jarBytes, taskManagers)
                    < secondsThroughJobManager(jarBytes, taskManagers)) {
                return taskManagers;
            }
        }
        return 0;
    }
}
