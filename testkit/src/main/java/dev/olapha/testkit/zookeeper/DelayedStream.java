package dev.olapha.testkit.zookeeper;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * One direction of a connection: what was read and is not yet due. Used by the proxy's thread only.
 */
final class DelayedStream {

    private static final int READ_BYTES = 64 * 1024;
    // Bounds the memory of a connection whose receiver does not read; far above what a delay holds
    // back.
    private static final int MAX_PENDING_BYTES = 8 * 1024 * 1024;

    private final SocketChannel from;
    private final SocketChannel to;
    private final Selector selector;
    private final Deque<Chunk> pending = new ArrayDeque<>();
    private int pendingBytes;
    private boolean readEnd;
    private boolean writtenEnd;
    private boolean blocked;

    DelayedStream(SocketChannel from, SocketChannel to, Selector selector) {
        this.from = from;
        this.to = to;
        this.selector = selector;
    }

    private static final class Chunk {

        private final ByteBuffer bytes;
        private final long due;

        private Chunk(ByteBuffer bytes, long due) {
            this.bytes = bytes;
            this.due = due;
        }
    }

    void read(SelectionKey key, long delayNanos) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(READ_BYTES);
        int count = from.read(buffer);
        if (count < 0) {
            readEnd = true;
            setInterest(key, SelectionKey.OP_READ, 0);
        }
        buffer.flip();
        // An empty chunk stands for the end, which is delayed like everything else.
        if (count != 0) {
            pending.add(new Chunk(buffer, System.nanoTime() + delayNanos));
            pendingBytes += buffer.remaining();
        }
        if (pendingBytes >= MAX_PENDING_BYTES) {
            setInterest(key, SelectionKey.OP_READ, 0);
        }
    }

    void deliver() throws IOException {
        blocked = false;
        long now = System.nanoTime();
        while (!pending.isEmpty() && pending.peek().due - now <= 0) {
            Chunk chunk = pending.peek();
            if (chunk.bytes.limit() == 0) {
                to.shutdownOutput();
                writtenEnd = true;
            } else {
                pendingBytes -= to.write(chunk.bytes);
                if (chunk.bytes.hasRemaining()) {
                    blocked = true;
                    setInterest(key(to), 0, SelectionKey.OP_WRITE);
                    break;
                }
            }
            pending.remove();
        }
        if (!readEnd && pendingBytes < MAX_PENDING_BYTES) {
            setInterest(key(from), 0, SelectionKey.OP_READ);
        }
    }

    /**
     * Zero or less if something is due; {@code Long.MAX_VALUE} if nothing will be before the
     * selector says so.
     */
    long nanosToNextDelivery() {
        if (pending.isEmpty() || blocked) {
            return Long.MAX_VALUE;
        }
        return pending.peek().due - System.nanoTime();
    }

    boolean hasEnded() {
        return writtenEnd;
    }

    private SelectionKey key(SocketChannel channel) {
        return channel.keyFor(selector);
    }

    private static void setInterest(SelectionKey key, int remove, int add) {
        key.interestOps((key.interestOps() & ~remove) | add);
    }
}
