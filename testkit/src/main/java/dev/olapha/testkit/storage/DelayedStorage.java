package dev.olapha.testkit.storage;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Addresses of local directories that Flink reaches with a delay: {@code delayed://20ms/directory}.
 * Works in every process that has the test kit on its class path; the delay is part of the address,
 * so that clusters in one JVM can have different ones.
 *
 * <p>Each operation of the file system takes that much longer: asking for a file's status, listing,
 * deleting, renaming, making a directory, opening and creating. A file that was written takes it
 * once more when it is closed, as an object store uploads it then. Reading and writing in between
 * take nothing extra.
 */
public final class DelayedStorage {

    static final String SCHEME = "delayed";

    private static final String UNIT = "ms";

    private DelayedStorage() {}

    /**
     * The address of a directory.
     *
     * @param delay of each operation; in milliseconds, at least one
     */
    public static URI uri(Path directory, Duration delay) {
        if (delay.toMillis() < 1) {
            throw new IllegalArgumentException("A delay of at least 1 ms is needed: " + delay);
        }
        return URI.create(
                SCHEME
                        + "://"
                        + delay.toMillis()
                        + UNIT
                        + directory.toAbsolutePath().normalize().toUri().getRawPath());
    }

    static Duration delayOf(URI uri) {
        final String authority = String.valueOf(uri.getAuthority());
        if (!authority.matches("\\d{1,6}" + UNIT)) {
            throw new IllegalArgumentException(
                    "No delay in " + uri + "; write for example delayed://20ms/directory");
        }
        return Duration.ofMillis(
                Long.parseLong(authority.substring(0, authority.length() - UNIT.length())));
    }
}
