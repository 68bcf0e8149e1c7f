package dev.olapha.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A file system of a few megabytes that holds the JobManagers' blobs and the storage directory.
 * Mounting one takes root; see {@link #isPossible()}.
 */
public final class SmallDisk implements Preparation {

    private static final String SIZE = "size=8m";

    private final Path mountPoint;

    SmallDisk(Path directory) {
        mountPoint = directory.resolve("small-disk");
        try {
            Files.createDirectories(mountPoint);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        run("mount", "-t", "tmpfs", "-o", SIZE, "tmpfs", mountPoint.toString());
    }

    /** Whether this user may mount file systems. */
    public static boolean isPossible() {
        return System.getProperty("user.name").equals("root")
                && Files.isExecutable(Path.of("/bin/mount"));
    }

    /** Where the file system is mounted. */
    public Path path() {
        return mountPoint;
    }

    @Override
    public Map<String, String> settings(String process) {
        return Map.of(
                "high-availability.blob-store.enabled",
                "true",
                "high-availability.storageDir",
                mountPoint.resolve("storage").toUri().toString(),
                "blob.storage.directory",
                mountPoint.resolve("blobs").toString());
    }

    @Override
    public void close() {
        run("umount", "-l", mountPoint.toString());
    }

    private static void run(String... command) {
        try {
            final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            final String output =
                    new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (!process.waitFor(10, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IllegalStateException(String.join(" ", command) + ": " + output);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
