package dev.olapha.testkit.storage;

import org.apache.flink.core.fs.BlockLocation;
import org.apache.flink.core.fs.FSDataInputStream;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.time.Duration;

/** The local file system, further away. Safe to use from several threads, as Flink's is. */
final class DelayedFileSystem extends FileSystem {

    private final LocalFileSystem local = new LocalFileSystem();
    private final URI uri;
    private final Duration delay;

    DelayedFileSystem(URI uri, Duration delay) {
        this.uri = uri;
        this.delay = delay;
    }

    @Override
    public Path getWorkingDirectory() {
        return delayed(local.getWorkingDirectory());
    }

    @Override
    public Path getHomeDirectory() {
        return delayed(local.getHomeDirectory());
    }

    @Override
    public URI getUri() {
        return uri;
    }

    @Override
    public FileStatus getFileStatus(Path path) throws IOException {
        pause();
        return status(local.getFileStatus(local(path)));
    }

    @Override
    public BlockLocation[] getFileBlockLocations(FileStatus file, long start, long length)
            throws IOException {
        pause();
        return local.getFileBlockLocations(
                local.getFileStatus(local(file.getPath())), start, length);
    }

    @Override
    public FSDataInputStream open(Path path, int bufferSize) throws IOException {
        pause();
        return local.open(local(path), bufferSize);
    }

    @Override
    public FSDataInputStream open(Path path) throws IOException {
        pause();
        return local.open(local(path));
    }

    @Override
    public FileStatus[] listStatus(Path path) throws IOException {
        pause();
        final FileStatus[] found = local.listStatus(local(path));
        if (found == null) {
            return null;
        }
        final FileStatus[] files = new FileStatus[found.length];
        for (int i = 0; i < found.length; i++) {
            files[i] = status(found[i]);
        }
        return files;
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        pause();
        return local.delete(local(path), recursive);
    }

    @Override
    public boolean mkdirs(Path path) throws IOException {
        pause();
        return local.mkdirs(local(path));
    }

    @Override
    public FSDataOutputStream create(Path path, WriteMode mode) throws IOException {
        pause();
        return new DelayedOutput(local.create(local(path), mode), this);
    }

    @Override
    public boolean rename(Path from, Path to) throws IOException {
        pause();
        return local.rename(local(from), local(to));
    }

    @Override
    public boolean isDistributedFS() {
        // Otherwise Flink would take some ways around it.
        return true;
    }

    void pause() throws InterruptedIOException {
        try {
            Thread.sleep(delay.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while the storage answered");
        }
    }

    private FileStatus status(FileStatus status) {
        return new DelayedStatus(status, delayed(status.getPath()));
    }

    private Path delayed(Path path) {
        return new Path(uri.getScheme(), uri.getAuthority(), path.toUri().getPath());
    }

    private static Path local(Path path) {
        return new Path("file", null, path.toUri().getPath());
    }
}
