package dev.olapha.liveness;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.security.MessageDigest;
import java.util.Arrays;

/** One connection that the liveness port has accepted. Used by the port's thread only. */
final class Visitor {

    /** How far the handshake got. */
    private enum Stage {
        HELLO,
        PROOF,
        AUTHENTICATED
    }

    private static final long HANDSHAKE_NANOS = 5_000_000_000L;

    /** Six missed heartbeats: the peer's host is gone without a word. */
    private static final long SILENCE_NANOS = 6 * DeathWatch.HEARTBEAT_MILLIS * 1_000_000L;

    private final SocketChannel channel;
    private final LivenessSecret secret;
    private final byte[] nonce = LivenessSecret.randomBytes(Handshake.NONCE_BYTES);
    private final ByteBuffer in = ByteBuffer.allocate(Handshake.HELLO_BYTES);

    private final long arrival;

    private Stage stage = Stage.HELLO;
    private byte[] peersNonce = new byte[0];
    private long deadline;

    Visitor(SocketChannel channel, LivenessSecret secret, long now) {
        this.channel = channel;
        this.secret = secret;
        this.arrival = now;
        this.deadline = now + HANDSHAKE_NANOS;
        in.limit(Handshake.HELLO_BYTES);
    }

    boolean isAuthenticated() {
        return stage == Stage.AUTHENTICATED;
    }

    /** By {@link System#nanoTime()}. */
    long arrival() {
        return arrival;
    }

    boolean isOverdue(long now) {
        return now - deadline > 0;
    }

    /**
     * Reads what is there and answers.
     *
     * @return false if the connection must be closed
     */
    boolean advance(long now) throws IOException {
        final int read = channel.read(in);
        if (read < 0) {
            return false;
        }
        if (stage == Stage.AUTHENTICATED) {
            return heartbeats(now);
        }
        return in.hasRemaining() || (stage == Stage.HELLO ? hello() : proof(now));
    }

    private boolean hello() throws IOException {
        final byte[] hello = taken(Handshake.PROOF_BYTES);
        if (!Arrays.equals(
                hello, 0, Handshake.MAGIC.length, Handshake.MAGIC, 0, Handshake.MAGIC.length)) {
            return false;
        }
        peersNonce = Arrays.copyOfRange(hello, Handshake.MAGIC.length, hello.length);
        stage = Stage.PROOF;
        return send(nonce) && send(secret.proof(Handshake.LISTENER, peersNonce, nonce));
    }

    private boolean proof(long now) throws IOException {
        final byte[] proof = taken(Handshake.HELLO_BYTES);
        if (!MessageDigest.isEqual(proof, secret.proof(Handshake.DIALER, peersNonce, nonce))) {
            return false;
        }
        stage = Stage.AUTHENTICATED;
        deadline = now + SILENCE_NANOS;
        return send(new byte[] {Handshake.WELCOME});
    }

    private boolean heartbeats(long now) {
        final byte[] beats = new byte[in.position()];
        in.flip();
        in.get(beats);
        in.clear();
        deadline = now + SILENCE_NANOS;
        for (byte beat : beats) {
            if (beat != Handshake.HEARTBEAT) {
                return false;
            }
        }
        return true;
    }

    /** Takes the complete message out of the buffer and makes room for the next one. */
    private byte[] taken(int nextLength) {
        final byte[] message = new byte[in.position()];
        in.flip();
        in.get(message);
        in.clear();
        in.limit(nextLength);
        return message;
    }

    /** A few bytes on a fresh connection always fit; who does not read them is no peer. */
    private boolean send(byte[] bytes) throws IOException {
        return channel.write(ByteBuffer.wrap(bytes)) == bytes.length;
    }
}
