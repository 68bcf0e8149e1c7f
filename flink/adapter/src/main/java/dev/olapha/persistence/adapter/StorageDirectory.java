package dev.olapha.persistence.adapter;

import dev.olapha.config.ConfigReader;

import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.HighAvailabilityOptions;
import org.apache.flink.configuration.IllegalConfigurationException;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.highavailability.HighAvailabilityServicesUtils;

import javax.annotation.Nullable;

import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;

/** The cluster's directory below {@code high-availability.storageDir}, if there must be one. */
public final class StorageDirectory {

    /** Null if nothing of the present settings writes files. */
    @Nullable private final Path directory;

    /** As {@link #directory}. */
    @Nullable private final UploadedFiles uploadedFiles;

    private final AtomicBoolean verified = new AtomicBoolean();

    private StorageDirectory(@Nullable Path directory) {
        this.directory = directory;
        this.uploadedFiles = directory == null ? null : UploadedFiles.below(directory);
    }

    /** For settings that write no file. */
    public static StorageDirectory none() {
        return new StorageDirectory(null);
    }

    /**
     * Sends no request: a TaskManager may have no credentials for the file system before it has
     * registered with the JobManager.
     *
     * @throws IllegalConfigurationException if that is not the URI of a directory
     */
    public static StorageDirectory of(Configuration configuration) {
        return new StorageDirectory(path(configuration));
    }

    /**
     * The files of jobs and applications in it.
     *
     * @throws IllegalStateException if settings write no file
     */
    public UploadedFiles uploadedFiles() {
        if (uploadedFiles == null) {
            throw new IllegalStateException("No storage directory is needed.");
        }
        return uploadedFiles;
    }

    private static Path path(Configuration configuration) {
        try {
            return HighAvailabilityServicesUtils.getClusterHighAvailableStoragePath(configuration);
        } catch (IllegalConfigurationException e) {
            throw ConfigReader.illegal(
                    HighAvailabilityOptions.HA_STORAGE_PATH.key(),
                    configuration.get(HighAvailabilityOptions.HA_STORAGE_PATH),
                    "allowed is the URI of a directory");
        }
    }

    /**
     * Creates the directory if it is not there, writes a small file and deletes it, the first time
     * it is called.
     *
     * @throws IllegalConfigurationException if that fails
     */
    public void verifyWritable() {
        if (directory == null || !verified.compareAndSet(false, true)) {
            return;
        }
        create(directory);
        final Path probe = new Path(directory, ".write-test-" + UUID.randomUUID());
        try {
            final FileSystem fileSystem = directory.getFileSystem();
            try (FSDataOutputStream out =
                    fileSystem.create(probe, FileSystem.WriteMode.NO_OVERWRITE)) {
                out.write(1);
            }
            fileSystem.delete(probe, false);
        } catch (IOException e) {
            throw unusable(directory, "cannot be written", e);
        }
    }

    private static void create(Path directory) {
        try {
            if (!directory.getFileSystem().mkdirs(directory)) {
                throw new IOException("the file system refused it without a reason");
            }
        } catch (IOException e) {
            throw unusable(directory, "cannot be created", e);
        }
    }

    /** Deletes the directory if nothing is left in it. */
    public void deleteIfEmpty() throws IOException {
        if (directory != null) {
            EmptyDirectory.delete(directory);
        }
    }

    private static IllegalConfigurationException unusable(
            Path directory, String what, IOException cause) {
        return new IllegalConfigurationException(
                String.format(
                        "The directory '%s' of '%s' %s (%s): allowed is a directory that this process may write to.",
                        directory,
                        HighAvailabilityOptions.HA_STORAGE_PATH.key(),
                        what,
                        cause.getMessage()),
                cause);
    }
}
