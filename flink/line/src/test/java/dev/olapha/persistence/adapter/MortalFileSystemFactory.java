package dev.olapha.persistence.adapter;

import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.FileSystemFactory;

import java.net.URI;

/** Found by Flink with {@link java.util.ServiceLoader}. */
public final class MortalFileSystemFactory implements FileSystemFactory {

    /** Called by {@link java.util.ServiceLoader}. */
    public MortalFileSystemFactory() {}

    @Override
    public String getScheme() {
        return MortalFileSystem.SCHEME;
    }

    @Override
    public FileSystem create(URI uri) {
        return new MortalFileSystem();
    }
}
