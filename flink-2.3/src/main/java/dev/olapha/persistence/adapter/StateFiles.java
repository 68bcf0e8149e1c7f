package dev.olapha.persistence.adapter;

import dev.olapha.lifecycle.Closer;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.highavailability.ApplicationResultStoreOptions;
import org.apache.flink.runtime.highavailability.FileSystemApplicationResultStore;
import org.apache.flink.runtime.highavailability.FileSystemJobResultStore;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;
import org.apache.flink.runtime.highavailability.JobResultStoreOptions;
import org.apache.flink.runtime.util.ZooKeeperUtils;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The files that durable job data leaves below the storage directory: what pointers point to, and
 * the result stores. Other files there (blobs, the user's own) are not touched.
 */
final class StateFiles {

    private static final List<String> PREFIXES =
            List.of(
                    ZooKeeperUtils.HA_STORAGE_SUBMITTED_EXECUTION_PLAN_PREFIX,
                    ZooKeeperUtils.HA_STORAGE_SUBMITTED_APPLICATION_PREFIX,
                    ZooKeeperUtils.HA_STORAGE_COMPLETED_CHECKPOINT);

    private final Path clusterDirectory;
    private final List<Path> resultStores;

    private StateFiles(Path clusterDirectory, List<Path> resultStores) {
        this.clusterDirectory = clusterDirectory;
        this.resultStores = resultStores;
    }

    // Deprecated in Flink, yet still what its FileSystemJobResultStore obeys.
    @SuppressWarnings("deprecation")
    static StateFiles of(Configuration configuration) {
        final String base = configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH);
        final String clusterId = configuration.get(HighAvailabilityOptions.HA_CLUSTER_ID);
        final List<Path> resultStores = new ArrayList<>();
        // Who configured that results are kept wants to find them afterwards, and a directory that
        // the user chose may serve other clusters too.
        if (configuration.get(JobResultStoreOptions.DELETE_ON_COMMIT)
                && configuration.get(JobResultStoreOptions.STORAGE_PATH) == null) {
            resultStores.add(
                    new Path(
                            FileSystemJobResultStore.createDefaultJobResultStorePath(
                                    base, clusterId)));
        }
        if (configuration.get(ApplicationResultStoreOptions.DELETE_ON_COMMIT)
                && configuration.get(ApplicationResultStoreOptions.STORAGE_PATH) == null) {
            resultStores.add(
                    new Path(
                            FileSystemApplicationResultStore
                                    .createDefaultApplicationResultStorePath(base, clusterId)));
        }
        return new StateFiles(
                HighAvailabilityServicesUtils.getClusterHighAvailableStoragePath(configuration),
                resultStores);
    }

    void delete() throws Exception {
        try (Closer steps = new Closer()) {
            resultStores.forEach(store -> steps.register(() -> deleteStore(store)));
            steps.register(this::deletePointedTo);
        }
    }

    private void deletePointedTo() throws Exception {
        final FileSystem fileSystem = clusterDirectory.getFileSystem();
        if (!fileSystem.exists(clusterDirectory)) {
            return;
        }
        try (Closer steps = new Closer()) {
            for (FileStatus file : fileSystem.listStatus(clusterDirectory)) {
                final Path path = file.getPath();
                if (PREFIXES.stream().anyMatch(path.getName()::startsWith)) {
                    steps.register(() -> fileSystem.delete(path, false));
                }
            }
        }
    }

    private static void deleteStore(Path store) throws IOException {
        final FileSystem fileSystem = store.getFileSystem();
        fileSystem.delete(store, true);
        final Path parent = store.getParent();
        if (fileSystem.exists(parent) && fileSystem.listStatus(parent).length == 0) {
            fileSystem.delete(parent, false);
        }
    }
}
