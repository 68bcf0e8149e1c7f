package dev.olapha.testkit.storage;

import org.apache.flink.core.fs.FSDataOutputStream;

import java.io.IOException;

/** A file that is there only when it was closed, as in an object store. Not thread-safe. */
final class DelayedOutput extends FSDataOutputStream {

    private final FSDataOutputStream local;
    private final DelayedFileSystem fileSystem;
    private boolean closed;

    DelayedOutput(FSDataOutputStream local, DelayedFileSystem fileSystem) {
        this.local = local;
        this.fileSystem = fileSystem;
    }

    @Override
    public long getPos() throws IOException {
        return local.getPos();
    }

    @Override
    public void write(int b) throws IOException {
        local.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        local.write(bytes, offset, length);
    }

    @Override
    public void flush() throws IOException {
        local.flush();
    }

    @Override
    public void sync() throws IOException {
        local.sync();
    }

    @Override
    public void close() throws IOException {
        if (!closed) {
            closed = true;
            try {
                fileSystem.pause();
            } finally {
                local.close();
            }
        }
    }
}
