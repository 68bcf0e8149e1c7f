package dev.olapha.persistence.adapter;

import dev.olapha.lifecycle.Closer;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.runtime.blob.BlobKey;
import org.apache.flink.runtime.blob.FileSystemBlobStore;

import java.io.IOException;
import java.util.Arrays;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The files that were uploaded with jobs and applications: which this process has, and which lie in
 * the shared store. Another cluster may use that by mistake, so nothing is deleted there but the
 * files of one job or application at a time, and never because they are there.
 *
 * <p>Thread-safe. Sends no request before it is asked about files.
 */
public final class UploadedFiles {

    private static final String FILE_PREFIX = "blob_";

    private final Path directory;

    /** The directories in the shared store to which this process has written. */
    private final Set<String> written = ConcurrentHashMap.newKeySet();

    /** The names that those would have whose files are in this process only. */
    private final Set<String> kept = ConcurrentHashMap.newKeySet();

    /** The directories of those whose files were found in the shared store. */
    private final Set<String> found = ConcurrentHashMap.newKeySet();

    private UploadedFiles(Path directory) {
        this.directory = directory;
    }

    /** In the directory where stock Flink has them, too. */
    static UploadedFiles below(Path clusterDirectory) {
        return new UploadedFiles(new Path(clusterDirectory, FileSystemBlobStore.BLOB_PATH_NAME));
    }

    /** The parent of the directory with the files, as Flink's blob store wants it. */
    String clusterDirectory() {
        return directory.getParent().toUri().toString();
    }

    FileSystem fileSystem() throws IOException {
        return directory.getFileSystem();
    }

    /** This process writes a file to the shared store. */
    void write(BlobOwner owner, Object id) {
        owner.directory(id.toString()).ifPresent(written::add);
    }

    /**
     * This process has a file, and keeps it when it does not lead any more. So it is with those of
     * applications; Flink's blob server deletes those of jobs.
     */
    void keep(BlobOwner owner, Object id) {
        owner.directory(id.toString()).ifPresent(kept::add);
    }

    /** The files of a job or application are of no more use. */
    void forget(BlobOwner owner, Object id) {
        owner.directory(id.toString()).ifPresent(this::forget);
    }

    private void forget(String name) {
        written.remove(name);
        kept.remove(name);
        found.remove(name);
    }

    /** Whether {@link #has} has found the files in the shared store. */
    boolean isFound(BlobOwner owner, Object id) {
        return owner.directory(id.toString()).filter(found::contains).isPresent();
    }

    /**
     * Whether a job or application can have its files in this process: it keeps them, or they lie
     * in the shared store.
     *
     * @param keys of files that must be there
     * @param count how many files there must be at least: of some Flink has the key in a form that
     *     is not read here, and all files of a job come and go together
     * @throws IOException if the store does not say
     */
    boolean has(BlobOwner owner, Object id, Collection<? extends BlobKey> keys, int count)
            throws IOException {
        final Optional<String> name = owner.directory(id.toString());
        if (count == 0 || name.filter(kept::contains).isPresent()) {
            return true;
        }
        if (name.isEmpty()) {
            return false;
        }
        final Set<String> there = files(new Path(directory, name.get()));
        if (there.size() < count
                || !keys.stream().map(key -> FILE_PREFIX + key).allMatch(there::contains)) {
            return false;
        }
        found.add(name.get());
        return true;
    }

    private Set<String> files(Path parent) throws IOException {
        final FileSystem fileSystem = fileSystem();
        final FileStatus[] files = fileSystem.exists(parent) ? fileSystem.listStatus(parent) : null;
        return files == null
                ? Set.of()
                : Arrays.stream(files)
                        .map(file -> file.getPath().getName())
                        .filter(file -> file.startsWith(FILE_PREFIX))
                        .collect(Collectors.toSet());
    }

    /** Deletes the files of a job or application. Does nothing if that is not an id. */
    void delete(BlobOwner owner, String id) throws IOException {
        final Optional<String> name = owner.directory(id);
        if (name.isPresent()) {
            delete(name.get());
        }
    }

    private void delete(String name) throws IOException {
        final Path files = new Path(directory, name);
        if (fileSystem().exists(files) && !fileSystem().delete(files, true)) {
            throw new IOException("'" + files + "' cannot be deleted.");
        }
        forget(name);
        EmptyDirectory.delete(directory);
    }

    /** Deletes what this process has written. */
    void deleteWritten() throws Exception {
        try (Closer steps = new Closer()) {
            for (String name : Set.copyOf(written)) {
                steps.register(() -> delete(name));
            }
        }
    }
}
