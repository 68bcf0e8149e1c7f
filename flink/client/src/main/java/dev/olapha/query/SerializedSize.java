package dev.olapha.query;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.io.Serializable;
import java.io.UncheckedIOException;

/** How many bytes an object is on its way, without keeping them. */
final class SerializedSize extends OutputStream {

    private long bytes;

    private SerializedSize() {}

    static long of(Serializable object) {
        final SerializedSize size = new SerializedSize();
        try (ObjectOutputStream out = new ObjectOutputStream(size)) {
            out.writeObject(object);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return size.bytes;
    }

    @Override
    public void write(int value) {
        bytes++;
    }

    @Override
    public void write(byte[] values, int offset, int length) {
        bytes += length;
    }
}
