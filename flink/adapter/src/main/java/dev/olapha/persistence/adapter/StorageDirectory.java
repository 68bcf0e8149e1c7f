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

    private final AtomicBoolean verified = new AtomicBoolean();

    private StorageDirectory(@Nullable Path directory) {
        this.directory = directory;
    }

    /** For settings that write no file. */
    public static StorageDirectory none() {
        return new StorageDirectory(null);
    }

    /**
     * Creates the directory if it is not there.
     *
     * @throws IllegalConfigurationException if it cannot be created
     */
    public static StorageDirectory existing(Configuration configuration) {
        final Path directory = path(configuration);
        try {
            if (!directory.getFileSystem().mkdirs(directory)) {
                throw new IOException("the file system refused it without a reason");
            }
        } catch (IOException e) {
            throw unusable(directory, "cannot be created", e);
        }
        return new StorageDirectory(directory);
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
     * Writes a small file and deletes it, the first time it is called.
     *
     * @throws IllegalConfigurationException if that fails
     */
    public void verifyWritable() {
        if (directory == null || !verified.compareAndSet(false, true)) {
            return;
        }
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

    /** Deletes the directory if nothing is left in it. */
    public void deleteIfEmpty() throws IOException {
        if (directory == null) {
            return;
        }
        final FileSystem fileSystem = directory.getFileSystem();
        if (fileSystem.exists(directory) && fileSystem.listStatus(directory).length == 0) {
            fileSystem.delete(directory, false);
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
