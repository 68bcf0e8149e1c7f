package dev.olapha.testkit.storage;

import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

import java.net.URI;

/** Found by Flink with {@link java.util.ServiceLoader}. */
public final class DelayedFileSystemFactory implements FileSystemFactory {

    /** Called by {@link java.util.ServiceLoader}. */
    public DelayedFileSystemFactory() {}

    @Override
    public String getScheme() {
        return DelayedStorage.SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
        return new DelayedFileSystem(
                URI.create(DelayedStorage.SCHEME + "://" + uri.getAuthority()),
                DelayedStorage.delayOf(uri));
    }
}
