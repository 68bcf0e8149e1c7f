package dev.olapha.persistence.adapter;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

import java.io.IOException;

/** Directories that are deleted only when nothing is in them. */
final class EmptyDirectory {

    private EmptyDirectory() {}

    /** Does nothing if the directory is not there, or not empty. */
    static void delete(Path directory) throws IOException {
        final FileSystem fileSystem = directory.getFileSystem();
        if (!fileSystem.exists(directory)) {
            return;
        }
        final FileStatus[] content = fileSystem.listStatus(directory);
        if (content != null && content.length == 0) {
            fileSystem.delete(directory, false);
        }
    }
}
