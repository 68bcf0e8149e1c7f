package dev.olapha.liveness;

import javax.annotation.Nullable;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.security.MessageDigest;

/**
 * Connects to a process's liveness port. One thread dials; {@link #close()} may come from any and
 * ends whatever is under way.
 */
final class Dialer implements AutoCloseable {

    /**
     * Less than the second after which the first repetition of an unanswered SYN goes out. So a
     * {@link ConnectException} in this time is a refusal and never the operating system's own
     * time-out, which Java reports with the same class.
     */
    private static final int CONNECT_MILLIS = 900;

    private static final int ANSWER_MILLIS = 5_000;

    private final LivenessEndpoint endpoint;

    /** Where the process was when it first proved to be it; null before that. */
    @Nullable private InetSocketAddress knownAddress;

    private volatile Socket socket = new Socket();
    private volatile boolean closed;

    Dialer(LivenessEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    /** One that is not closed, to the address at which the process has proved to be it. */
    Dialer again() {
        final Dialer again = new Dialer(endpoint);
        again.knownAddress = knownAddress;
        return again;
    }

    /**
     * Connects and shakes hands, in a few seconds at most. After {@link Contact#AUTHENTICATED} the
     * connection stays open.
     */
    Contact dial() {
        hangUp();
        final InetSocketAddress address = address();
        final Socket dialed = new Socket();
        socket = dialed;
        if (closed) {
            hangUp();
            return Contact.SILENT;
        }
        try {
            dialed.connect(address, CONNECT_MILLIS);
        } catch (IOException e) {
            hangUp();
            return e.getClass() == ConnectException.class ? Contact.REFUSED : Contact.SILENT;
        }
        try {
            if (shakeHands(dialed)) {
                knownAddress = address;
                return Contact.AUTHENTICATED;
            }
        } catch (IOException e) {
            // Paused, full, or no peer: told apart by the next attempt.
        }
        hangUp();
        return Contact.ACCEPTED;
    }

    /** A name may lead elsewhere later; only the same address proves anything. */
    private InetSocketAddress address() {
        return knownAddress != null
                ? knownAddress
                : new InetSocketAddress(endpoint.host(), endpoint.port());
    }

    private boolean shakeHands(Socket dialed) throws IOException {
        dialed.setSoTimeout(ANSWER_MILLIS);
        dialed.setTcpNoDelay(true);
        final byte[] nonce = LivenessSecret.randomBytes(Handshake.NONCE_BYTES);
        final OutputStream out = dialed.getOutputStream();
        final byte[] hello = new byte[Handshake.HELLO_BYTES];
        System.arraycopy(Handshake.MAGIC, 0, hello, 0, Handshake.MAGIC.length);
        System.arraycopy(nonce, 0, hello, Handshake.MAGIC.length, nonce.length);
        out.write(hello);
        final DataInputStream in = new DataInputStream(dialed.getInputStream());
        final byte[] listenersNonce = new byte[Handshake.NONCE_BYTES];
        final byte[] proof = new byte[Handshake.PROOF_BYTES];
        in.readFully(listenersNonce);
        in.readFully(proof);
        final LivenessSecret secret = endpoint.secret();
        if (!MessageDigest.isEqual(
                proof, secret.proof(Handshake.LISTENER, nonce, listenersNonce))) {
            return false;
        }
        out.write(secret.proof(Handshake.DIALER, nonce, listenersNonce));
        return in.readByte() == Handshake.WELCOME;
    }

    /**
     * Waits on the authenticated connection until it breaks.
     *
     * @param heartbeatMillis how often to write on it, so that the other side knows of us and we
     *     learn of a host that is gone
     */
    void hold(int heartbeatMillis) {
        final Socket held = socket;
        try {
            held.setSoTimeout(heartbeatMillis);
            while (isQuiet(held)) {
                held.getOutputStream().write(Handshake.HEARTBEAT);
            }
        } catch (IOException e) {
            // It broke.
        }
        hangUp();
    }

    /** False at the end of the stream, and if something is said: the other side never does. */
    private static boolean isQuiet(Socket held) throws IOException {
        try {
            held.getInputStream().read();
            return false;
        } catch (SocketTimeoutException e) {
            return true;
        }
    }

    private void hangUp() {
        try {
            socket.close();
        } catch (IOException e) {
            // Nothing more to do with it.
        }
    }

    @Override
    public void close() {
        closed = true;
        hangUp();
    }
}
