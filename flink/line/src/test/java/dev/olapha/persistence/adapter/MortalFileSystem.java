package dev.olapha.persistence.adapter;

import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.local.LocalFileSystem;

import java.io.IOException;
import java.net.URI;

/** The local file system, for a process that may be killed before each deletion. */
final class MortalFileSystem extends LocalFileSystem {

    static final String SCHEME = "mortal";

    @Override
    public URI getUri() {
        return URI.create(SCHEME + ":///");
    }

    @Override
    public boolean delete(Path path, boolean recursive) throws IOException {
        Mortality.current().pass();
        return super.delete(path, recursive);
    }
}
