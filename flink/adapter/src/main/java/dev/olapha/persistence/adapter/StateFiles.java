package dev.olapha.persistence.adapter;

import dev.olapha.lifecycle.Closer;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;

import java.io.IOException;

/**
 * The files that durable job data leaves below the storage directory: what pointers point to, and
 * the result stores. Other files there (blobs, the user's own) are not touched.
 */
final class StateFiles {

    private final Path clusterDirectory;
    private final DurableLayout layout;

    private StateFiles(Path clusterDirectory, DurableLayout layout) {
        this.clusterDirectory = clusterDirectory;
        this.layout = layout;
    }

    static StateFiles of(Configuration configuration, DurableLayout layout) {
        return new StateFiles(
                HighAvailabilityServicesUtils.getClusterHighAvailableStoragePath(configuration),
                layout);
    }

    void delete() throws Exception {
        try (Closer steps = new Closer()) {
            layout.resultStores().forEach(store -> steps.register(() -> deleteStore(store)));
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
                if (layout.statePrefixes().stream().anyMatch(path.getName()::startsWith)) {
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
