package dev.olapha.liveness;

import java.nio.charset.StandardCharsets;

/**
 * What the two sides of a liveness connection send, in this order:
 *
 * <ol>
 *   <li>dialer: {@link #MAGIC}, nonce
 *   <li>listener: nonce, its proof
 *   <li>dialer: its proof
 *   <li>listener: {@link #WELCOME}
 *   <li>from then on the dialer: {@link #HEARTBEAT}, now and then; the listener nothing
 * </ol>
 *
 * <p>The roles stand in the proofs, so that nobody can send one back to whom it came from.
 */
final class Handshake {

    static final byte[] MAGIC = "olapha-1".getBytes(StandardCharsets.US_ASCII);
    static final int NONCE_BYTES = 32;
    static final int PROOF_BYTES = 32;
    static final int HELLO_BYTES = MAGIC.length + NONCE_BYTES;
    static final byte WELCOME = 6;
    static final byte HEARTBEAT = 0;

    static final String DIALER = "dialer";
    static final String LISTENER = "listener";

    private Handshake() {}
}
