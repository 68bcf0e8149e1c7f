package dev.olapha.demonstration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchEvent;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Flink's {@code high-availability.storageDir}, empty at first, and what was ever written to it. A
 * file that was deleted at once counts if it was directly in the directory; so nothing at all was
 * written if the count is 0. Safe to use from several threads.
 */
final class WatchedDirectory implements AutoCloseable {

    private final Path path;
    private final WatchService events;
    private final Set<Path> written = new HashSet<>();

    private WatchedDirectory(Path path, WatchService events) {
        this.path = path;
        this.events = events;
    }

    static WatchedDirectory create(Path path) throws IOException {
        Path directory = Files.createDirectories(path).toAbsolutePath().normalize();
        WatchService events = directory.getFileSystem().newWatchService();
        directory.register(events, StandardWatchEventKinds.ENTRY_CREATE);
        return new WatchedDirectory(directory, events);
    }

    URI uri() {
        return path.toUri();
    }

    /** Files and directories that were written so far. */
    synchronized int written() {
        for (WatchKey key = events.poll(); key != null; key = events.poll()) {
            for (WatchEvent<?> event : key.pollEvents()) {
                written.add(path.resolve(String.valueOf(event.context())));
            }
            key.reset();
        }
        try (Stream<Path> files = Files.walk(path)) {
            files.filter(file -> !file.equals(path)).forEach(written::add);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list " + path, e);
        }
        return written.size();
    }

    @Override
    public void close() {
        try {
            events.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot stop watching " + path, e);
        }
    }
}
