package dev.olapha.profile.calls;

import dev.olapha.profile.recording.Call;

import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Finds out how many bytes the Java serialization of an object has, which is what Flink's plan
 * stores and remote calls write. Done on a thread of its own and for as many as it can, so that the
 * query does not wait for it: when too many are waiting, the next call's size stays unknown.
 */
public final class SerializedSizes implements AutoCloseable {

    private static final int MOST_WAITING = 512;
    private static final long IDLE_SECONDS = 10;

    private final ThreadPoolExecutor thread =
            new ThreadPoolExecutor(
                    1,
                    1,
                    IDLE_SECONDS,
                    TimeUnit.SECONDS,
                    new ArrayBlockingQueue<>(MOST_WAITING),
                    task -> {
                        final Thread created = new Thread(task, "olap-ha-profile-sizes");
                        created.setDaemon(true);
                        return created;
                    });

    public SerializedSizes() {
        thread.allowCoreThreadTimeOut(true);
    }

    /** Tells the call later, if it can be found out. */
    public void measure(Object object, Call call) {
        try {
            thread.execute(
                    () -> {
                        final long size = sizeOf(object);
                        if (size >= 0) {
                            call.sized(size);
                        }
                    });
        } catch (RejectedExecutionException e) {
            // Too many are waiting, or the process ends: the file says how many are known.
        }
    }

    @Override
    public void close() {
        thread.shutdown();
    }

    /** Negative if it cannot be serialized, or not now because another thread changes it. */
    private static long sizeOf(Object object) {
        final CountedBytes bytes = new CountedBytes();
        try (ObjectOutputStream stream = new ObjectOutputStream(bytes)) {
            stream.writeObject(object);
        } catch (IOException | RuntimeException e) {
            return -1;
        }
        return bytes.count;
    }

    private static final class CountedBytes extends OutputStream {

        private long count;

        @Override
        public void write(int oneByte) {
            count++;
        }

        @Override
        public void write(byte[] bytes, int offset, int length) {
            count += length;
        }
    }
}
