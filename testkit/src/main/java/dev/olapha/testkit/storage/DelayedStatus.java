package dev.olapha.testkit.storage;

import org.apache.flink.core.fs.FileStatus;
import org.apache.flink.core.fs.Path;

/** What is known of a file, under its delayed address. */
final class DelayedStatus implements FileStatus {

    private final FileStatus local;
    private final Path path;

    DelayedStatus(FileStatus local, Path path) {
        this.local = local;
        this.path = path;
    }

    @Override
    public long getLen() {
        return local.getLen();
    }

    @Override
    public long getBlockSize() {
        return local.getBlockSize();
    }

    @Override
    public short getReplication() {
        return local.getReplication();
    }

    @Override
    public long getModificationTime() {
        return local.getModificationTime();
    }

    @Override
    public long getAccessTime() {
        return local.getAccessTime();
    }

    @Override
    public boolean isDir() {
        return local.isDir();
    }

    @Override
    public Path getPath() {
        return path;
    }
}
